import type {
  ConsoleEntry,
  ConsoleLevel,
  LoggedValue,
} from "../../../../../common/apps/pageCapture.ts";
import type { Outbox } from "../outbox.ts";
import { formatted } from "./format.ts";
import { nativeProxy } from "./nativeProxy.ts";
import { callStack } from "./stack.ts";
import { ValuePictures } from "./values.ts";

const MAX_VALUES = 50;
const FEW_FRAMES = 3;
const MANY_FRAMES = 20;

interface Call {
  readonly level: ConsoleLevel;
  readonly act: ConsoleEntry["act"];
  readonly values: readonly unknown[];
}

/** Null: the call prints nothing. */
type Meaning = (args: readonly unknown[]) => Call | null;

/** Records what the app prints; the browser's own console gets it first, unchanged. */
export function captureConsole(outbox: Outbox): void {
  for (const [name, meaning] of Object.entries(meanings())) {
    const original: unknown = Reflect.get(console, name);
    if (typeof original !== "function") continue;
    const record = (args: readonly unknown[]): void => {
      if (!outbox.hasRoom) return;
      const call = meaning(args);
      if (call !== null) outbox.send({ type: "console", entry: entryOf(call) });
    };
    const wrapped = nativeProxy(original as (...args: unknown[]) => unknown, ({ self, args }) => {
      const result: unknown = Reflect.apply(original, self, args);
      outbox.guard(() => record(args));
      return result;
    });
    Reflect.set(console, name, wrapped);
  }
}

function entryOf({ level, act, values }: Call): ConsoleEntry {
  const pictures = new ValuePictures();
  const isGrave = level === "error" || level === "warn" || act === "trace";
  return {
    level,
    act,
    values: values.slice(0, MAX_VALUES).map((value): LoggedValue => pictures.picture(value)),
    at: Date.now(),
    stack: callStack(isGrave ? MANY_FRAMES : FEW_FRAMES),
  };
}

function meanings(): Record<string, Meaning> {
  const print =
    (level: ConsoleLevel, act: ConsoleEntry["act"] = "print"): Meaning =>
    (args) => ({ level, act, values: formatted(args) });
  return {
    debug: print("debug"),
    log: print("log"),
    info: print("info"),
    warn: print("warn"),
    error: print("error"),
    dir: ([value]) => ({ level: "log", act: "print", values: [value] }),
    dirxml: print("log"),
    table: ([value]) => ({ level: "log", act: "table", values: [value] }),
    trace: print("log", "trace"),
    group: print("log", "group"),
    groupCollapsed: print("log", "group-collapsed"),
    groupEnd: () => ({ level: "log", act: "group-end", values: [] }),
    clear: () => ({ level: "log", act: "clear", values: [] }),
    assert: ([holds, ...args]) => (holds === true || Boolean(holds) ? null : failed(args)),
    ...counters(),
    ...timers(),
  };
}

function failed(args: readonly unknown[]): Call {
  const [first, ...rest] = formatted(args);
  const values =
    typeof first === "string"
      ? [`Assertion failed: ${first}`, ...rest]
      : ["Assertion failed", ...formatted(args)];
  return { level: "error", act: "print", values };
}

function counters(): Record<string, Meaning> {
  const counts = new Map<string, number>();
  return {
    count: ([label]) => {
      const name = labelOf(label);
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      return { level: "log", act: "print", values: [`${name}: ${count}`] };
    },
    countReset: ([label]) => {
      counts.delete(labelOf(label));
      return null;
    },
  };
}

function timers(): Record<string, Meaning> {
  const starts = new Map<string, number>();
  const elapsed = (label: unknown, rest: readonly unknown[]): Call | null => {
    const start = starts.get(labelOf(label));
    if (start === undefined) return null;
    const ms = (performance.now() - start).toFixed(2);
    return { level: "log", act: "print", values: [`${labelOf(label)}: ${ms} ms`, ...rest] };
  };
  return {
    time: ([label]) => {
      starts.set(labelOf(label), performance.now());
      return null;
    },
    timeLog: ([label, ...rest]) => elapsed(label, rest),
    timeEnd: ([label]) => {
      const call = elapsed(label, []);
      starts.delete(labelOf(label));
      return call;
    },
  };
}

function labelOf(label: unknown): string {
  return label === undefined ? "default" : `${label as string}`;
}
