import type { AppId } from "../../../../common/apps/appId.ts";

/** Shorter values are words: hiding them would hide half of every text. */
const MIN_SECRET = 8;
const HIDDEN = "[secret]";

export interface SecretSource {
  /** Has to have resolved before anything of the app is looked at. */
  load(appId: AppId): Promise<void>;
  /** The values of all secrets that an app, or Studio itself, knows now. */
  values(appId: AppId): Iterable<string>;
}

/**
 * Takes the values of known secrets out of whatever leaves for a model, an event or a log. Knows
 * them as they are, and as base64, URL and JSON write them.
 */
export class SecretScan {
  readonly #source: SecretSource;
  readonly #byApp = new Map<AppId, { readonly key: string; readonly pattern: RegExp | null }>();

  constructor(source: SecretSource) {
    this.#source = source;
  }

  /** Learns the values that the app has now. */
  load(appId: AppId): Promise<void> {
    return this.#source.load(appId);
  }

  redact(appId: AppId, text: string): string {
    const pattern = this.#pattern(appId);
    return pattern === null ? text : text.replace(pattern, HIDDEN);
  }

  /** Every string in a JSON value, names of its fields too. */
  redactJson<T>(appId: AppId, value: T): T {
    const pattern = this.#pattern(appId);
    return pattern === null ? value : (redacted(value, pattern) as T);
  }

  holdsSecret(appId: AppId, text: string): boolean {
    const pattern = this.#pattern(appId);
    if (pattern === null) return false;
    pattern.lastIndex = 0;
    return pattern.test(text);
  }

  #pattern(appId: AppId): RegExp | null {
    const values = [...new Set(this.#source.values(appId))].filter(isSecret);
    const key = values.join("\0");
    const known = this.#byApp.get(appId);
    if (known?.key === key) return known.pattern;
    const forms = [...new Set(values.flatMap(formsOf))].toSorted((a, b) => b.length - a.length);
    const pattern = forms.length === 0 ? null : new RegExp(forms.map(escaped).join("|"), "g");
    this.#byApp.set(appId, { key, pattern });
    return pattern;
  }
}

/** What every project has in its settings is no secret. */
const ORDINARY =
  /^(?:true|false|development|production|localhost|https?:\/\/(?:localhost|127\.0\.0\.1)[^@]*)$/i;

function isSecret(value: string): boolean {
  return value.length >= MIN_SECRET && !ORDINARY.test(value);
}

function formsOf(value: string): readonly string[] {
  const base64 = Buffer.from(value).toString("base64");
  const forms = [
    value,
    base64,
    base64.replace(/=+$/, ""),
    Buffer.from(value).toString("base64url"),
    encodeURIComponent(value),
    JSON.stringify(value).slice(1, -1),
  ];
  return forms.filter((form) => form.length >= MIN_SECRET);
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

function redacted(value: unknown, pattern: RegExp): unknown {
  if (typeof value === "string") return value.replace(pattern, HIDDEN);
  if (Array.isArray(value)) return value.map((each) => redacted(each, pattern));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name.replace(pattern, HIDDEN),
      redacted(each, pattern),
    ]),
  );
}

/** A longer line is passed on in pieces: nobody's output is held back for ever. */
const MAX_HELD = 16_000;

/** Output of a program on its way to an event: line by line, so that no value is cut in two. */
export class StreamRedaction {
  readonly #secrets: SecretScan;
  readonly #appId: AppId;
  readonly #pass: (text: string) => void;
  #held = "";

  constructor(secrets: SecretScan, appId: AppId, pass: (text: string) => void) {
    this.#secrets = secrets;
    this.#appId = appId;
    this.#pass = pass;
  }

  add(text: string): void {
    this.#held += text;
    const end = this.#held.length > MAX_HELD ? this.#held.length : this.#held.lastIndexOf("\n") + 1;
    if (end === 0) return;
    this.#emit(this.#held.slice(0, end));
    this.#held = this.#held.slice(end);
  }

  end(): void {
    if (this.#held !== "") this.#emit(this.#held);
    this.#held = "";
  }

  #emit(text: string): void {
    this.#pass(this.#secrets.redact(this.#appId, text));
  }
}
