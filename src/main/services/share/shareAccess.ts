import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** The address's parameter that carries the token; it is taken out of the address at once. */
export const TOKEN_PARAMETER = "studio-share";

const MAX_VISITORS = 500;

/**
 * Who may see one shared app. The link's token and the cookies that it buys are signed with a key
 * that exists only in this object: with it, all of them end. Cookies know no ports, so theirs is
 * named for the port.
 */
export class ShareAccess {
  readonly #key = randomBytes(32);
  readonly #cookieName: string;
  readonly #scope: string;
  readonly #expiresAt: number;
  readonly #now: () => number;
  readonly #visitors = new Set<string>();

  /** @param scope names the app: a token of one app opens no other. */
  constructor(options: { port: number; scope: string; expiresAt: number; now: () => number }) {
    this.#cookieName = `studio-share-${options.port}`;
    this.#scope = options.scope;
    this.#expiresAt = options.expiresAt;
    this.#now = options.now;
  }

  /** Browsers that came by the link. */
  get visitors(): number {
    return this.#visitors.size;
  }

  token(): string {
    return `${this.#expiresAt}.${this.#sign("link", String(this.#expiresAt))}`;
  }

  /** The `Set-Cookie` of a new visitor; null when the token is not ours or its time is over. */
  admit(token: string): string | null {
    if (this.#isOver() || !isSame(token, this.token())) return null;
    if (this.#visitors.size >= MAX_VISITORS) return null;
    const visitor = randomBytes(12).toString("base64url");
    this.#visitors.add(visitor);
    const seconds = Math.max(1, Math.floor((this.#expiresAt - this.#now()) / 1000));
    const value = `${visitor}.${this.#sign("visitor", visitor)}`;
    return `${this.#cookieName}=${value}; Max-Age=${seconds}; HttpOnly; SameSite=Lax; Path=/`;
  }

  /** Whether a `Cookie` header is a visitor's. */
  isVisitor(cookieHeader: string | undefined): boolean {
    if (this.#isOver()) return false;
    return cookiesOf(cookieHeader).some(({ name, value }) => {
      if (name !== this.#cookieName) return false;
      const [visitor = "", signature = ""] = value.split(".", 2);
      return isSame(signature, this.#sign("visitor", visitor));
    });
  }

  /** The header without our own cookie, which is none of the app's business. */
  withoutOwnCookie(cookieHeader: string | undefined): string | undefined {
    const rest = cookiesOf(cookieHeader).filter(({ name }) => name !== this.#cookieName);
    return rest.length === 0
      ? undefined
      : rest.map(({ name, value }) => `${name}=${value}`).join("; ");
  }

  #isOver(): boolean {
    return this.#now() >= this.#expiresAt;
  }

  #sign(use: "link" | "visitor", text: string): string {
    return createHmac("sha256", this.#key)
      .update(JSON.stringify([use, this.#scope, text]))
      .digest("base64url");
  }
}

function cookiesOf(header: string | undefined): { name: string; value: string }[] {
  return (header ?? "").split(";").flatMap((part) => {
    const at = part.indexOf("=");
    if (at === -1) return [];
    return [{ name: part.slice(0, at).trim(), value: part.slice(at + 1).trim() }];
  });
}

function isSame(given: string, ours: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(ours)];
  return a.length === b.length && timingSafeEqual(a, b);
}
