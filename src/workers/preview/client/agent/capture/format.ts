const PLACEHOLDER = /%([sdifoOc%])/g;

/**
 * Puts values into the placeholders of a first text, as a console does. Objects (`%o`, `%O`) cut
 * the text in two around them; the styles of `%c` are left out.
 */
export function formatted(args: readonly unknown[]): readonly unknown[] {
  const [first, ...rest] = args;
  if (typeof first !== "string" || !first.includes("%")) return args;
  const values: unknown[] = [];
  let text = "";
  let at = 0;
  let used = 0;
  for (const { 0: placeholder, 1: kind, index } of first.matchAll(PLACEHOLDER)) {
    if (kind !== "%" && used >= rest.length) break;
    text += first.slice(at, index);
    at = index + placeholder.length;
    if (kind === "%") {
      text += "%";
      continue;
    }
    const value = rest[used];
    used += 1;
    if (kind === "o" || kind === "O") {
      if (text !== "") values.push(text);
      values.push(value);
      text = "";
    } else {
      text += printed(kind, value);
    }
  }
  text += first.slice(at);
  return [...values, ...(text === "" ? [] : [text]), ...rest.slice(used)];
}

function printed(kind: string | undefined, value: unknown): string {
  if (kind === "c") return "";
  if (kind === "d" || kind === "i") return String(Math.trunc(Number(value)));
  return kind === "f" ? String(Number(value)) : String(value);
}
