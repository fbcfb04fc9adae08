import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** How an attempt to sign in by a link ended. */
export type LoginResult =
  | { readonly outcome: "accepted"; readonly cookie: string }
  /** The token is right but was spent: another tab or, at worst, another program had it. */
  | { readonly outcome: "used" }
  | { readonly outcome: "wrong" };

/**
 * Who may use a headless host. A link carries a token that works once; it buys a session that
 * lasts as long as the host. The cookie is named for the port, because cookies know no ports.
 */
export class HttpAccess {
  readonly #cookieName: string;
  readonly #session = makeToken();
  readonly #fresh = new Set<string>();
  readonly #used = new Set<string>();

  constructor(port: number) {
    this.#cookieName = `studio-${port}`;
  }

  /** A new one-time token; `token` is for a launcher that chose its own. */
  issue(token: string = makeToken()): string {
    this.#fresh.add(token);
    return token;
  }

  /** Whether a link that nobody opened yet is around. */
  get hasFreshToken(): boolean {
    return this.#fresh.size > 0;
  }

  login(token: string): LoginResult {
    const match = find(this.#fresh, token);
    if (match === undefined) {
      return { outcome: find(this.#used, token) === undefined ? "wrong" : "used" };
    }
    this.#fresh.delete(match);
    this.#used.add(match);
    const cookie = `${this.#cookieName}=${this.#session}; HttpOnly; SameSite=Strict; Path=/`;
    return { outcome: "accepted", cookie };
  }

  /** Whether a `Cookie` header carries the session. */
  isSignedIn(cookieHeader: string | undefined): boolean {
    for (const part of (cookieHeader ?? "").split(";")) {
      const [name, value] = part.trim().split("=", 2);
      if (name === this.#cookieName && value !== undefined && isSame(value, this.#session)) {
        return true;
      }
    }
    return false;
  }
}

function makeToken(): string {
  return randomBytes(24).toString("base64url");
}

/** Compares with every token, so that the time taken tells nothing about any of them. */
function find(tokens: ReadonlySet<string>, given: string): string | undefined {
  let match: string | undefined;
  for (const token of tokens) if (isSame(token, given)) match = token;
  return match;
}

function isSame(a: string, b: string): boolean {
  return timingSafeEqual(sha256(a), sha256(b));
}

function sha256(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
