import type { LoggedValue } from "../../../../../common/apps/pageCapture.ts";
import { readStack } from "./stack.ts";

const MAX_DEPTH = 5;
const MAX_ENTRIES = 100;
const MAX_NODES = 1500;
const MAX_TEXT = 10_000;
const MAX_PRINTED = 400;

/** Pictures values as they are now: the app may change them before anybody looks. */
export class ValuePictures {
  #left = MAX_NODES;
  readonly #open: object[] = [];

  picture(value: unknown): LoggedValue {
    this.#left -= 1;
    if (typeof value === "function")
      return { kind: "function", name: value.name.slice(0, MAX_PRINTED) };
    if (typeof value !== "object" || value === null) return primitive(value);
    if (this.#open.includes(value)) return { kind: "circular" };
    this.#open.push(value);
    const pictured = this.#object(value);
    this.#open.pop();
    return pictured;
  }

  #object(value: object): LoggedValue {
    if (value instanceof Element) return { kind: "element", text: elementText(value) };
    if (value instanceof Error) return errorPicture(value);
    if (value instanceof Date) return { kind: "primitive", type: "date", text: String(value) };
    if (value instanceof RegExp)
      return { kind: "primitive", type: "regexp", text: cut(String(value)) };
    return this.#tree(value);
  }

  #tree(value: object): LoggedValue {
    const isList = Array.isArray(value) || ArrayBuffer.isView(value);
    const all = entriesOf(value);
    const isDeep = this.#open.length > MAX_DEPTH;
    const entries: (readonly [string, LoggedValue])[] = [];
    for (const [name, read] of isDeep ? [] : all.slice(0, MAX_ENTRIES)) {
      if (this.#left <= 0) break;
      entries.push([name.slice(0, MAX_PRINTED), this.#read(read)]);
    }
    return {
      kind: "object",
      className: classNameOf(value),
      isList,
      entries,
      more: sizeOf(value, all.length) - entries.length,
    };
  }

  /** A getter is the app's code: it may throw, and what it throws is what it gives. */
  #read(read: () => unknown): LoggedValue {
    try {
      return this.picture(read());
    } catch (error) {
      return { kind: "primitive", type: "getter", text: cut(`(threw ${String(error)})`) };
    }
  }
}

function primitive(value: unknown): LoggedValue {
  const type = value === null ? "null" : typeof value;
  const text =
    type === "bigint" ? `${String(value)}n` : Object.is(value, -0) ? "-0" : String(value);
  return { kind: "primitive", type, text: cut(text) };
}

export function errorPicture(error: Error): LoggedValue & { kind: "error" } {
  return {
    kind: "error",
    name: String(error.name).slice(0, MAX_PRINTED),
    message: cut(String(error.message)),
    stack: readStack(error.stack),
  };
}

type Entry = readonly [name: string, read: () => unknown];

function entriesOf(value: object): Entry[] {
  if (value instanceof Map) {
    return take(value, MAX_ENTRIES).map(([key, item]) => [print(key), () => item]);
  }
  if (value instanceof Set) {
    return take(value, MAX_ENTRIES).map((item, i) => [String(i), () => item]);
  }
  if (ArrayBuffer.isView(value) && "length" in value) {
    const length = Math.min(Number(value.length), MAX_ENTRIES);
    return Array.from({ length }, (_, i) => [String(i), () => Reflect.get(value, i)]);
  }
  const keys = Object.keys(value).slice(0, MAX_ENTRIES + 1);
  return keys.map((key) => [key, () => Reflect.get(value, key)]);
}

function sizeOf(value: object, listed: number): number {
  if (value instanceof Map || value instanceof Set) return value.size;
  if (ArrayBuffer.isView(value) && "length" in value) return Number(value.length);
  return listed > MAX_ENTRIES ? Object.keys(value).length : listed;
}

function take<T>(values: Iterable<T>, count: number): T[] {
  const taken: T[] = [];
  for (const value of values) {
    if (taken.length >= count) break;
    taken.push(value);
  }
  return taken;
}

function print(key: unknown): string {
  if (typeof key === "object" && key !== null) return classNameOf(key);
  return cut(String(key));
}

function classNameOf(value: object): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null) return "Object";
  const { constructor } = value;
  return typeof constructor === "function" ? constructor.name.slice(0, MAX_PRINTED) : "Object";
}

function elementText(element: Element): string {
  const shallow = element.cloneNode(false);
  return (shallow instanceof Element ? shallow.outerHTML : element.localName).slice(0, MAX_PRINTED);
}

function cut(text: string): string {
  return text.slice(0, MAX_TEXT);
}
