import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import type { ViteDevServer } from "vite";

export interface Injected {
  readonly status: number;
  readonly contentType: string;
  readonly body: Buffer;
}

/**
 * Runs one GET request through Vite's own middlewares without a socket: the bytes are exactly
 * what `vite dev` would have served, and no port is open.
 */
export function inject(server: ViteDevServer, url: string, accept: string): Promise<Injected> {
  const { promise, resolve, reject } = Promise.withResolvers<Injected>();
  const request = new IncomingMessage(new Socket());
  request.method = "GET";
  request.url = url;
  request.headers = { host: "localhost", accept };
  const response = new CapturedResponse(request, resolve);
  server.middlewares(request, response, (error: unknown) => {
    if (error) reject(error);
    else resolve({ status: 404, contentType: "", body: Buffer.alloc(0) });
  });
  return promise;
}

class CapturedResponse extends ServerResponse {
  readonly #chunks: Buffer[] = [];
  readonly #resolve: (answer: Injected) => void;

  constructor(request: IncomingMessage, resolve: (answer: Injected) => void) {
    super(request);
    this.#resolve = resolve;
  }

  override write(chunk: unknown, ...rest: unknown[]): boolean {
    this.#keep(chunk, rest[0]);
    callback(rest)?.();
    return true;
  }

  override end(...args: unknown[]): this {
    this.#keep(args[0], args[1]);
    this.#resolve({
      status: this.statusCode,
      contentType: String(this.getHeader("content-type") ?? "application/octet-stream"),
      body: Buffer.concat(this.#chunks),
    });
    callback(args)?.();
    this.emit("finish");
    return this;
  }

  #keep(chunk: unknown, encoding: unknown): void {
    if (typeof chunk === "string") {
      this.#chunks.push(Buffer.from(chunk, isEncoding(encoding) ? encoding : "utf8"));
    } else if (chunk instanceof Uint8Array) {
      this.#chunks.push(Buffer.from(chunk));
    }
  }
}

function callback(args: readonly unknown[]): (() => void) | undefined {
  return args.find((arg): arg is () => void => typeof arg === "function");
}

function isEncoding(value: unknown): value is BufferEncoding {
  return typeof value === "string" && Buffer.isEncoding(value);
}
