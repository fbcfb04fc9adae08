import type {
  ConsoleEntry,
  ConsoleLevel,
  LoggedValue,
  PageFailure,
  StackFrame,
} from "../../../common/apps/pageCapture.ts";

/** One line of the console. */
export type ConsoleItem = {
  readonly id: number;
  readonly at: number;
  /** How many groups it lies in. */
  readonly depth: number;
} & (
  | {
      readonly kind: "entry";
      readonly level: ConsoleLevel;
      readonly act: Exclude<ConsoleEntry["act"], "group-end" | "clear">;
      readonly values: readonly LoggedValue[];
      readonly stack: readonly StackFrame[];
      /** The same call, this many times in a row. */
      readonly count: number;
    }
  | {
      readonly kind: "failure";
      readonly of: PageFailure["kind"];
      readonly name: string;
      readonly message: string;
      readonly stack: readonly StackFrame[];
      readonly count: number;
    }
  /** Another document came, or the page cleared what was kept nevertheless. */
  | { readonly kind: "loaded"; readonly path: string }
  | { readonly kind: "cleared" }
);

export type Filters = Readonly<Record<FilterLevel, boolean>>;
/** `log` counts as `info`, as it does in browsers. */
export type FilterLevel = "error" | "warn" | "info" | "debug";

export function levelOf(item: ConsoleItem): FilterLevel | null {
  if (item.kind === "failure") return "error";
  if (item.kind !== "entry") return null;
  return item.level === "log" ? "info" : item.level;
}

/** How a value reads on one line. */
export function printed(value: LoggedValue, depth = 0): string {
  switch (value.kind) {
    case "primitive":
      return value.type === "string" && depth > 0 ? JSON.stringify(value.text) : value.text;
    case "function":
      return `ƒ ${value.name}()`;
    case "element":
      return value.text;
    case "error":
      return value.message === "" ? value.name : `${value.name}: ${value.message}`;
    case "circular":
      return "[circular]";
    case "object":
      return printedObject(value, depth);
  }
}

const SHOWN = { members: 5, list: 12, depth: 2 };

function printedObject(
  { className, isList, entries, more }: Extract<LoggedValue, { kind: "object" }>,
  depth: number,
): string {
  const prefix = className === "Object" || className === "Array" ? "" : `${className} `;
  if (depth >= SHOWN.depth) return `${prefix}${isList ? "[…]" : "{…}"}`;
  const shown = entries.slice(0, isList ? SHOWN.list : SHOWN.members);
  const parts = shown.map(([name, member]) => {
    const text = printed(member, depth + 1);
    return isList ? text : `${name}: ${text}`;
  });
  if (entries.length > shown.length || more > 0) parts.push("…");
  const inside = parts.join(", ");
  if (isList) return `${prefix}[${inside}]`;
  return inside === "" ? `${prefix}{}` : `${prefix}{ ${inside} }`;
}

/** An item as text: what is searched, and what is copied. */
export function textOf(item: ConsoleItem): string {
  switch (item.kind) {
    case "entry":
      return item.values.map((value) => printed(value)).join(" ");
    case "failure":
      return `${item.name}: ${item.message}`;
    case "loaded":
      return item.path;
    case "cleared":
      return "";
  }
}

/** The items that are shown: those of the levels, with the words in them, in open groups. */
export function shownItems(
  items: readonly ConsoleItem[],
  options: { filters: Filters; words: string; closed: ReadonlySet<number> },
): readonly ConsoleItem[] {
  const words = options.words.trim().toLowerCase();
  const shown: ConsoleItem[] = [];
  let closedDepth = Infinity;
  for (const item of items) {
    if (item.depth > closedDepth) continue;
    closedDepth = options.closed.has(item.id) ? item.depth : Infinity;
    const level = levelOf(item);
    if (level !== null && !options.filters[level]) continue;
    if (words !== "" && !textOf(item).toLowerCase().includes(words)) continue;
    shown.push(item);
  }
  return shown;
}
