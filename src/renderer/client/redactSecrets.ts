/** Stands where a secret was. */
export const REDACTED = "[redacted]";

type Pair = readonly [name: string, value: string];

const SECRET_HEADERS = new Set([
  "authorization",
  "proxy-authorization",
  "cookie",
  "set-cookie",
  "x-api-key",
  "apikey",
  "x-auth-token",
  "x-csrf-token",
  "x-amz-security-token",
]);

/** Names whose values nobody needs to see; matched within words: `stripe_secret_key`, `apiKey`. */
const SECRET_NAME =
  /pass(?:word|wd|phrase)|secret|(?:^|[_\-.])(?:token|jwt|otp|cvc|cvv)$|(?:access|refresh|id|auth|api|session|csrf|bearer)[_-]?token|api[_-]?key|private[_-]?key|client[_-]?secret|credential|authorization/i;

/** Keys that their makers gave a form of their own. */
const KNOWN_KEYS = new RegExp(
  [
    "sk-(?:ant-|proj-|or-)?[\\w-]{16,}",
    "(?:sk|rk|pk)_(?:live|test)_\\w{10,}",
    "whsec_\\w{16,}",
    "gh[pousr]_\\w{20,}",
    "github_pat_\\w{20,}",
    "glpat-[\\w-]{16,}",
    "xox[abeoprs]-[\\w-]{10,}",
    "(?:AKIA|ASIA)[A-Z0-9]{16}",
    "AIza[\\w-]{30,}",
    "sb(?:p|_secret)_\\w{16,}",
    "npm_\\w{30,}",
    "SG\\.[\\w-]{16,}\\.[\\w-]{16,}",
    // A JSON Web Token: three parts, the first of which begins with `{"`.
    "eyJ[\\w-]{8,}\\.[\\w-]{8,}\\.[\\w-]*",
    "-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)",
  ]
    .map((form) => `(?<![\\w-])(?:${form})`)
    .join("|"),
  "g",
);

const BEARER = /\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi;

/**
 * Takes secrets out of what a page sent or said, before it is shown, copied or exported. It knows
 * them by their headers, by telling names, by the forms of well-known keys, and by the names of
 * the app's own secrets.
 */
export class Redaction {
  readonly #known: ReadonlySet<string>;

  /** @param names of the app's own secrets. */
  constructor(names: readonly string[] = []) {
    this.#known = new Set(names.map((name) => name.toLowerCase()));
  }

  isSecretName(name: string): boolean {
    return this.#known.has(name.toLowerCase()) || SECRET_NAME.test(name);
  }

  /** Any text: keys of a known form, and credentials after `Bearer`. */
  text(text: string): string {
    return text
      .replace(BEARER, (_, scheme: string) => `${scheme} ${REDACTED}`)
      .replace(KNOWN_KEYS, REDACTED);
  }

  headers(headers: readonly Pair[]): Pair[] {
    return headers.map(([name, value]) => [
      name,
      SECRET_HEADERS.has(name.toLowerCase()) || this.isSecretName(name)
        ? REDACTED
        : this.text(value),
    ]);
  }

  /** An address: credentials before the host, and parameters of telling names. */
  url(address: string): string {
    const url = URL.parse(address);
    if (url === null) return this.text(address);
    const secrets = [...url.searchParams.keys()].filter((name) => this.isSecretName(name));
    if (url.password === "" && secrets.length === 0) return this.text(address);
    if (url.password !== "") url.password = REDACTED;
    for (const name of secrets) url.searchParams.set(name, REDACTED);
    return this.text(url.href.replaceAll(encodeURIComponent(REDACTED), REDACTED));
  }

  /** A body: members of JSON and fields of a form by name, anything else as text. */
  body(body: string): string {
    const json = parseJson(body);
    if (json !== undefined) return JSON.stringify(this.#value(json));
    if (/^[\w.%+[\]-]+=[^\s]*$/.test(body)) return this.#form(body);
    return this.text(body);
  }

  #form(body: string): string {
    return body
      .split("&")
      .map((field) => {
        const [name = ""] = field.split("=", 1);
        return this.isSecretName(decoded(name)) ? `${name}=${REDACTED}` : this.text(field);
      })
      .join("&");
  }

  #value(value: unknown): unknown {
    if (typeof value === "string") return this.text(value);
    if (Array.isArray(value)) return value.map((item) => this.#value(item));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [name, this.#member(name, member)]),
    );
  }

  #member(name: string, member: unknown): unknown {
    const isScalar = typeof member === "string" || typeof member === "number";
    return isScalar && this.isSecretName(name) ? REDACTED : this.#value(member);
  }
}

/** Objects and arrays only: a bare number or word is text. */
function parseJson(text: string): object | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    // Not JSON after all, or cut: it is redacted as text.
    return undefined;
  }
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name.replaceAll("+", " "));
  } catch {
    return name;
  }
}
