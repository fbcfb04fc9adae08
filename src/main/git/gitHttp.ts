import type { GitHttpRequest, GitHttpResponse, HttpClient } from "isomorphic-git";
import { problem } from "../../common/contracts/problem.ts";

export interface GitHttpOptions {
  readonly signal: AbortSignal;
  /** Bytes after which an answer is given up: it is kept in memory. */
  readonly maxBytes: number;
  readonly onBytes?: (received: number) => void;
}

/** How isomorphic-git reaches a server: with a limit, and until it is cancelled. */
export function gitHttp(options: GitHttpOptions): HttpClient {
  return { request: (request) => exchange(request, options) };
}

async function exchange(
  request: GitHttpRequest,
  options: GitHttpOptions,
): Promise<GitHttpResponse> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request.body ?? []) chunks.push(chunk);
  const response = await fetch(request.url, {
    method: request.method ?? "GET",
    headers: request.headers ?? {},
    ...(chunks.length === 0 ? {} : { body: Buffer.concat(chunks) }),
    signal: options.signal,
  });
  return {
    url: response.url,
    method: request.method ?? "GET",
    headers: Object.fromEntries(response.headers),
    statusCode: response.status,
    statusMessage: response.statusText,
    body: counted(response, options),
  };
}

async function* counted(
  response: Response,
  { maxBytes, onBytes }: GitHttpOptions,
): AsyncIterableIterator<Uint8Array> {
  let received = 0;
  for await (const chunk of response.body ?? []) {
    received += chunk.length;
    if (received > maxBytes) throw tooLarge(maxBytes);
    onBytes?.(received);
    yield chunk;
  }
}

export function tooLarge(maxBytes: number): Error {
  return problem("too-large", `The repository is larger than ${Math.round(maxBytes / 1e6)} MB.`, {
    next: "Clone it with git itself, then open the folder.",
  });
}
