/** Values by full key, `remote.origin.url`: section and last name in small letters, as git has it. */
export type GitConfig = ReadonlyMap<string, readonly string[]>;

/** Reads git's config format. What cannot be understood is left out: git itself complains of it. */
export function parseGitConfig(text: string): GitConfig {
  const values = new Map<string, string[]>();
  let section = "";
  for (const line of joinContinued(text)) {
    const header = /^\s*\[\s*([\w.-]+)(?:\s+"((?:[^"\\]|\\.)*)")?\s*\](.*)$/.exec(line);
    const rest = header === null ? line : (header[3] ?? "");
    if (header !== null) section = sectionKey(header[1] ?? "", header[2]);
    const pair = /^\s*([A-Za-z][\w-]*)\s*(?:=(.*))?$/.exec(withoutComment(rest));
    if (pair === null || section === "") continue;
    const key = `${section}.${(pair[1] ?? "").toLowerCase()}`;
    // A name alone means true.
    const value = pair[2] === undefined ? "true" : unquote(pair[2].trim());
    values.set(key, [...(values.get(key) ?? []), value]);
  }
  return values;
}

/** The value that counts: the last one. */
export function configValue(config: GitConfig, key: string): string | null {
  return config.get(key)?.at(-1) ?? null;
}

export function isOn(value: string | null): boolean {
  return value !== null && /^(?:true|yes|on|1)$/i.test(value);
}

function sectionKey(name: string, sub: string | undefined): string {
  if (sub === undefined) return name.toLowerCase();
  return `${name.toLowerCase()}.${sub.replaceAll(/\\(.)/g, "$1")}`;
}

function joinContinued(text: string): readonly string[] {
  return text.replaceAll(/\\\r?\n/g, "").split(/\r?\n/);
}

function withoutComment(line: string): string {
  let isQuoted = false;
  for (let i = 0; i < line.length; i++) {
    const character = line[i];
    if (character === "\\") i++;
    else if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (character === "#" || character === ";")) return line.slice(0, i);
  }
  return line;
}

function unquote(value: string): string {
  return value.replaceAll(/"((?:[^"\\]|\\.)*)"/g, "$1").replaceAll(/\\(.)/g, (_, escaped) => {
    const known: Readonly<Record<string, string>> = { n: "\n", t: "\t", b: "\b" };
    return known[String(escaped)] ?? String(escaped);
  });
}
