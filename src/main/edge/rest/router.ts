import type { Call } from "./call.ts";
import type { Reply } from "./reply.ts";

export type Handler<T = unknown> = (call: Call) => Reply<T> | Promise<Reply<T>>;

export interface Route {
  readonly method: string;
  readonly pattern: readonly string[];
  readonly handler: Handler;
  /** Largest body in bytes. */
  readonly maxBody: number;
  /** Answers without the token: tells nothing that is worth one. */
  readonly isOpen: boolean;
}

const DEFAULT_MAX_BODY = 1024 * 1024;

/** `:name` in a path is one part of it; a call's account is checked by the server. */
export function route<T>(
  method: string,
  path: string,
  handler: Handler<T>,
  maxBody = DEFAULT_MAX_BODY,
): Route {
  return { method, pattern: path.split("/"), handler, maxBody, isOpen: false };
}

export function openRoute<T>(method: string, path: string, handler: Handler<T>): Route {
  return { ...route(method, path, handler, 0), isOpen: true };
}

export interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

export function matchRoute(
  routes: readonly Route[],
  method: string,
  path: string,
): Match | undefined {
  const parts = path.split("/");
  for (const candidate of routes) {
    if (candidate.method !== method) continue;
    const params = matchParts(candidate.pattern, parts);
    if (params !== undefined) return { route: candidate, params };
  }
  return undefined;
}

function matchParts(
  pattern: readonly string[],
  parts: readonly string[],
): Record<string, string> | undefined {
  if (pattern.length !== parts.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const part = parts[index] ?? "";
    if (expected.startsWith(":")) {
      const value = decoded(part);
      if (value === undefined || value === "") return undefined;
      params[expected.slice(1)] = value;
    } else if (expected !== part) {
      return undefined;
    }
  }
  return params;
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
