import { request, type IncomingHttpHeaders } from "node:http";
import { text } from "node:stream/consumers";

export interface Visit {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export interface Visited {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** A request by address with a Host of its own: Node does not resolve `*.localhost`. */
export function visit(
  port: number,
  host: string,
  path: string,
  { method = "GET", headers = {}, body }: Visit = {},
): Promise<Visited> {
  return new Promise((resolve, reject) => {
    const call = request(
      { host: "127.0.0.1", port, path, method, headers: { host: `${host}:${port}`, ...headers } },
      (response) => {
        const { statusCode = 0, headers: answered } = response;
        void text(response).then(
          (words) => resolve({ status: statusCode, headers: answered, text: words }),
          reject,
        );
      },
    );
    call.on("error", reject);
    call.end(body);
  });
}
