import { EventEmitter, on } from "node:events";
import { createTRPCClient, createWSClient, wsLink } from "@trpc/client";
import { initTRPC } from "@trpc/server";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { type HostToShell, PipeMessage, type ShellPort } from "../../common/contracts/shellPipe.ts";
import { electronPlatform } from "../platform.ts";
import { servePipe } from "./pipe.ts";
import { serveSocket } from "./socket.ts";

const t = initTRPC.context<{ name: string }>().create();
const ticks = new EventEmitter();
const router = t.router({
  hello: t.procedure.query(({ ctx }) => `hello ${ctx.name}`),
  length: t.procedure.input(z.string()).query(({ input }) => input.length),
  ticks: t.procedure.subscription(async function* ({ signal }) {
    for await (const [tick] of on(ticks, "tick", { signal })) yield Number(tick);
  }),
});

/** The shell's side of `process.parentPort`: what it gets is in `sent`. */
class FakePort extends EventEmitter implements ShellPort {
  readonly sent: HostToShell[] = [];
  readonly toShell = new EventEmitter();

  postMessage(message: HostToShell): void {
    this.sent.push(message);
    this.toShell.emit("message", message);
  }

  fromShell(data: unknown): void {
    this.emit("message", { data });
  }
}

let port: FakePort;
let served: Disposable;
const onStop = vi.fn<() => void>();

beforeEach(() => {
  port = new FakePort();
  onStop.mockReset();
  served = servePipe(
    port,
    serveSocket(router, () => ({ name: "pipe" })),
    onStop,
  );
});

afterEach(() => served[Symbol.dispose]());

/** A page's WebSocket over pipe `id`, as the renderer makes it of the preload's pipe. */
function socketClass(id: number): typeof WebSocket {
  class OverPipe extends EventTarget {
    static readonly OPEN = 1;
    static readonly CLOSED = 3;
    readyState = 0;

    constructor() {
      super();
      port.fromShell({ type: "open", pipe: id });
      port.toShell.on("message", (message: unknown) => this.#receive(PipeMessage.parse(message)));
      setTimeout(() => {
        this.readyState = 1;
        this.dispatchEvent(new Event("open"));
      });
    }

    #receive(message: PipeMessage): void {
      if (message.pipe !== id) return;
      if (message.type === "close") {
        this.readyState = 3;
        this.dispatchEvent(new CloseEvent("close"));
      } else this.dispatchEvent(new MessageEvent("message", { data: message.frame }));
    }

    send(frame: string): void {
      port.fromShell({ type: "frame", pipe: id, frame });
    }

    close(): void {
      port.fromShell({ type: "close", pipe: id });
    }
  }
  return OverPipe as unknown as typeof WebSocket;
}

function connect(id: number) {
  const socket = createWSClient({ url: "pipe:", WebSocket: socketClass(id) });
  return { socket, api: createTRPCClient<typeof router>({ links: [wsLink({ client: socket })] }) };
}

test("calls cross the pipe, also non-ASCII and large ones", async () => {
  const { api, socket } = connect(1);
  expect(await api.hello.query()).toBe("hello pipe");
  expect(await api.length.query("é✓".repeat(500_000))).toBe(1_000_000);
  await socket.close();
});

test("two pages do not see each other's frames", async () => {
  const [one, two] = [connect(1), connect(2)];
  expect(await Promise.all([one.api.length.query("a"), two.api.length.query("bb")])).toEqual([
    1, 2,
  ]);
  await Promise.all([one.socket.close(), two.socket.close()]);
});

test("closing a pipe ends its subscriptions", async () => {
  const { api, socket } = connect(1);
  const got: number[] = [];
  api.ticks.subscribe(undefined, { onData: (tick) => got.push(tick) });
  await vi.waitFor(() => expect(ticks.listenerCount("tick")).toBe(1));
  ticks.emit("tick", 7);
  await vi.waitFor(() => expect(got).toEqual([7]));

  port.fromShell({ type: "close", pipe: 1 });
  await vi.waitFor(() => expect(ticks.listenerCount("tick")).toBe(0));
  await socket.close();
});

test("messages of no known form are ignored", () => {
  for (const data of [null, 7, {}, { type: "frame" }, { type: "frame", pipe: "1", frame: "x" }]) {
    port.fromShell(data);
  }
  expect(port.sent).toEqual([]);
});

test("a frame of a pipe that this host never opened makes the page connect anew", () => {
  port.fromShell({ type: "frame", pipe: 99, frame: "{}" });
  expect(port.sent).toEqual([{ type: "close", pipe: 99 }]);
});

test("the platform leaves the port's messages to the pipes until it asks something", () => {
  const idle = new FakePort();
  const platform = electronPlatform(idle);
  expect(idle.listenerCount("message")).toBe(0);
  void platform.pickFolder();
  expect(idle.listenerCount("message")).toBe(1);
});

test("the shell's wish to stop reaches the host", () => {
  port.fromShell({ type: "stop" });
  expect(onStop).toHaveBeenCalledTimes(1);
});

test("the host asks its shell over the same port and gets each its own answer", async () => {
  const platform = electronPlatform(port);
  const folder = platform.pickFolder();
  const opened = platform.openExternal("https://example.com/");
  expect(port.sent).toEqual([
    { type: "ask", ask: 1, request: { kind: "pickFolder" } },
    { type: "ask", ask: 2, request: { kind: "openExternal", url: "https://example.com/" } },
  ]);

  port.fromShell({ type: "answer", ask: 2, value: null, error: "The system refused." });
  port.fromShell({ type: "answer", ask: 1, value: "/home/builder/app" });
  expect(await folder).toBe("/home/builder/app");
  await expect(opened).rejects.toThrow("The system refused.");
});
