/**
 * Reads the texts of a JSON object while it is being written: for each text directly in it, what
 * came of it so far. Each character is looked at once; reading the whole again at each piece would
 * take seconds for a file of 100 KB.
 */
export class StringFields {
  readonly #wanted: ReadonlySet<string>;
  readonly #onText: (field: string, text: string) => void;
  /** Open objects and lists. */
  #depth = 0;
  #state: "outside" | "name" | "text" | "other-text" = "outside";
  /** The next string in the object names a field. */
  #expectsName = false;
  #name = "";
  /** Characters of an escape that is not whole yet: `\`, or `\u12`. */
  #escape = "";
  /** The first half of a pair whose second one has not come. */
  #high = "";

  /** @param onText is given each new piece of a wanted field's text. */
  constructor(wanted: Iterable<string>, onText: (field: string, text: string) => void) {
    this.#wanted = new Set(wanted);
    this.#onText = onText;
  }

  push(json: string): void {
    let at = 0;
    while (at < json.length) {
      at = this.#state === "outside" ? this.#outside(json, at) : this.#inString(json, at);
    }
  }

  #outside(json: string, at: number): number {
    const sign = json[at];
    if (sign === "{" || sign === "[") {
      this.#depth += 1;
      this.#expectsName = sign === "{" && this.#depth === 1;
    } else if (sign === "}" || sign === "]") {
      this.#depth -= 1;
    } else if (sign === "," && this.#depth === 1) {
      this.#expectsName = true;
    } else if (sign === '"') {
      this.#open();
    }
    return at + 1;
  }

  #open(): void {
    if (this.#depth === 1 && this.#expectsName) {
      this.#state = "name";
      this.#name = "";
      this.#expectsName = false;
      return;
    }
    const isWanted = this.#depth === 1 && this.#wanted.has(this.#name);
    this.#state = isWanted ? "text" : "other-text";
  }

  /** @returns the place behind what it took. */
  #inString(json: string, at: number): number {
    if (this.#escape !== "") return this.#inEscape(json, at);
    let end = at;
    while (end < json.length && json[end] !== '"' && json[end] !== "\\") end += 1;
    if (end > at) this.#take(json.slice(at, end));
    if (end === json.length) return end;
    if (json[end] === '"') {
      this.#state = "outside";
      this.#high = "";
    } else {
      this.#escape = "\\";
    }
    return end + 1;
  }

  #inEscape(json: string, at: number): number {
    this.#escape += json[at];
    const isUnicode = this.#escape[1] === "u";
    if (isUnicode && this.#escape.length < 6) return at + 1;
    const text = isUnicode
      ? String.fromCharCode(Number.parseInt(this.#escape.slice(2), 16))
      : (ESCAPES[this.#escape[1] ?? ""] ?? this.#escape[1] ?? "");
    this.#escape = "";
    this.#take(text);
    return at + 1;
  }

  /** Half a pair is no text: a window would show a mark for it. */
  #take(text: string): void {
    const all = this.#high + text;
    const last = all.charCodeAt(all.length - 1);
    const endsInHalf = last >= 0xd800 && last <= 0xdbff;
    this.#high = endsInHalf ? all.slice(-1) : "";
    const whole = endsInHalf ? all.slice(0, -1) : all;
    if (this.#state === "name") this.#name += whole;
    else if (this.#state === "text" && whole !== "") this.#onText(this.#name, whole);
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};
