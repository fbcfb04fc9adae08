// The floor of the rooms benchmark: a bare WebSocket server that sends what it gets to everyone.
import { WebSocketServer } from "ws";

const server = new WebSocketServer({
  host: "127.0.0.1",
  port: 0,
  perMessageDeflate: false,
  handleProtocols: () => "vite-hmr",
});
server.on("listening", () => process.send?.({ port: server.address().port, pid: process.pid }));
server.on("connection", (socket) => {
  socket.on("message", (data) => {
    for (const client of server.clients) client.send(data, { binary: false });
  });
});
process.on("disconnect", () => process.exit(0));
