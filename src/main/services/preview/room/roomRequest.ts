import http from "node:http";
import https from "node:https";

/** Where a room is reached, and as whom. */
export interface RoomAddress {
  /** Where to connect: a `*.localhost` name is not resolved by Node. */
  readonly address: { readonly host: string; readonly port: number; readonly tls: boolean };
  /** `preview-jwbqqn.localhost:8787` */
  readonly hostHeader: string;
  /** The app's room key, in hex. */
  readonly key: string;
}

export interface RoomAnswer {
  readonly status: number;
  readonly body: Buffer;
}

const MAX_ANSWER_BYTES = 32 * 1024 * 1024;

export function roomHeaders({ hostHeader, key }: RoomAddress): Record<string, string> {
  return { host: hostHeader, authorization: `Bearer ${key}` };
}

/** POSTs to the room. Rejects when it cannot be reached or the signal fires. */
export function postToRoom(
  room: RoomAddress,
  path: string,
  body: Uint8Array,
  signal: AbortSignal,
): Promise<RoomAnswer> {
  const { host, port, tls } = room.address;
  const { promise, resolve, reject } = Promise.withResolvers<RoomAnswer>();
  const options = {
    host,
    port,
    path,
    method: "POST",
    headers: { ...roomHeaders(room), "content-length": body.byteLength },
    signal,
  };
  const request = tls ? https.request(options) : http.request(options);
  request.on("error", reject);
  request.on("response", (response) => {
    readBody(response).then((read) => {
      resolve({ status: response.statusCode ?? 0, body: read });
    }, reject);
  });
  request.end(body);
  return promise;
}

async function readBody(response: http.IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength;
    if (bytes > MAX_ANSWER_BYTES) throw new Error("The room's answer is larger than 32 MB");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
