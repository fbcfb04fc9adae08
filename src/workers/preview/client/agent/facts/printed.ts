const MAX_VALUE = 300;
const MAX_ENTRIES = 5;

/** A value of the app in one line. Getters are not run: they are the app's code. */
export function printed(value: unknown, depth = 2): string {
  const text = print(value, depth);
  return text.length > MAX_VALUE ? `${text.slice(0, MAX_VALUE - 1)}…` : text;
}

function print(value: unknown, depth: number): string {
  if (typeof value === "string") return JSON.stringify(value.slice(0, MAX_VALUE));
  if (typeof value === "function") return `ƒ ${value.name}()`;
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value !== "object" || value === null) return String(value);
  return printObject(value, depth);
}

function printObject(value: object, depth: number): string {
  if (value instanceof Element) return `<${value.localName}>`;
  if (value instanceof Date || value instanceof RegExp || value instanceof Error)
    return String(value);
  if (isReactElement(value)) return `<${elementName(value.type)} />`;
  if (Array.isArray(value)) return printList(value, depth);
  if (value instanceof Map || value instanceof Set)
    return `${value.constructor.name}(${value.size})`;
  if (depth === 0) return "{…}";
  const keys = Object.keys(value);
  const shown = keys.slice(0, MAX_ENTRIES).map((key) => {
    const own = Object.getOwnPropertyDescriptor(value, key);
    return `${key}: ${own !== undefined && "value" in own ? print(own.value, depth - 1) : "(…)"}`;
  });
  if (keys.length > MAX_ENTRIES) shown.push("…");
  return shown.length === 0 ? "{}" : `{ ${shown.join(", ")} }`;
}

function printList(list: readonly unknown[], depth: number): string {
  if (depth === 0) return `[${list.length}]`;
  const shown = list.slice(0, MAX_ENTRIES).map((item) => print(item, depth - 1));
  if (list.length > MAX_ENTRIES) shown.push(`… ${list.length}`);
  return `[${shown.join(", ")}]`;
}

function isReactElement(value: object): value is { type: unknown } {
  return "$$typeof" in value && "type" in value && "props" in value;
}

function elementName(type: unknown): string {
  if (typeof type === "string") return type;
  return typeof type === "function" && type.name !== "" ? type.name : "Component";
}
