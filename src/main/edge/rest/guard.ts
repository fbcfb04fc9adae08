import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { notAuthenticated, RestError } from "./restError.ts";

/**
 * Any program and any web page of this machine can reach a loopback port. Only who has the token
 * gets in, and never a page: a browser always sends an Origin, or a Host that is not ours when a
 * name was pointed at this address.
 */
export class Guard {
  readonly #tokenHash: Buffer;
  readonly #hosts: ReadonlySet<string>;

  constructor(token: string, port: number) {
    this.#tokenHash = hash(`Bearer ${token}`);
    this.#hosts = new Set([`127.0.0.1:${port}`]);
  }

  /** Throws a {@link RestError} when the call may not come in. */
  check(headers: IncomingHttpHeaders): void {
    this.checkOrigin(headers);
    this.checkToken(headers);
  }

  /** Refuses web pages, and whoever reached this address by another name. */
  checkOrigin(headers: IncomingHttpHeaders): void {
    if (!this.#hosts.has(headers.host ?? "")) {
      throw new RestError(421, 10000, "This server does not answer for that host.");
    }
    if (headers.origin !== undefined || headers["sec-fetch-site"] !== undefined) {
      throw new RestError(403, 10000, "Web pages may not call this API.");
    }
  }

  checkToken(headers: IncomingHttpHeaders): void {
    const given = hash(headers.authorization ?? "");
    if (!timingSafeEqual(given, this.#tokenHash)) throw notAuthenticated();
  }
}

/** Hashing makes both sides equally long, which the comparison needs. */
function hash(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
