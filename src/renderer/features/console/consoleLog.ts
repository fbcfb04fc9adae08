import type { ConsoleEntry, LoggedValue, PageFailure } from "../../../common/apps/pageCapture.ts";
import type { Redaction } from "../../client/redactSecrets.ts";
import { REDACTED } from "../../client/redactSecrets.ts";
import type { ConsoleItem } from "./consoleItem.ts";

/** What the page wrote, oldest first, and where in its groups it is. */
export interface ConsoleLog {
  readonly items: readonly ConsoleItem[];
  readonly depth: number;
  /** Groups that the page asked to begin closed. */
  readonly closed: ReadonlySet<number>;
  /** Items let go because there were too many. */
  readonly dropped: number;
}

export const EMPTY_LOG: ConsoleLog = { items: [], depth: 0, closed: new Set(), dropped: 0 };

const MAX_ITEMS = 5000;
const MAX_DEPTH = 20;

let lastId = 0;

/** @param keeps what is there stays when the page clears its console. */
export function withEntry(
  log: ConsoleLog,
  entry: ConsoleEntry,
  { redaction, keeps }: { readonly redaction: Redaction; readonly keeps: boolean },
): ConsoleLog {
  const { act, at, level, stack } = entry;
  if (act === "group-end") return { ...log, depth: Math.max(0, log.depth - 1) };
  if (act === "clear") return keeps ? added(log, { kind: "cleared", at }) : EMPTY_LOG;
  const values = entry.values.map((value) => redacted(value, redaction));
  const next = added(log, { kind: "entry", level, act, values, stack, count: 1, at });
  if (act !== "group" && act !== "group-collapsed") return next;
  const closed = act === "group" ? next.closed : new Set(next.closed).add(lastId);
  return { ...next, closed, depth: Math.min(next.depth + 1, MAX_DEPTH) };
}

export function withFailure(
  log: ConsoleLog,
  failure: PageFailure,
  redaction: Redaction,
): ConsoleLog {
  const { kind: of, name, stack, at } = failure;
  const message = redaction.text(failure.message);
  return added(log, { kind: "failure", of, name, message, stack, count: 1, at });
}

/** A new document: its console begins anew, unless what was there is to be kept. */
export function withDocument(
  log: ConsoleLog,
  { path, at, keeps }: { readonly path: string; readonly at: number; readonly keeps: boolean },
): ConsoleLog {
  const before = keeps ? { ...log, depth: 0 } : EMPTY_LOG;
  return before.items.length === 0 ? before : added(before, { kind: "loaded", path, at });
}

type Omitted<T> = T extends unknown ? Omit<T, "id" | "depth"> : never;

function added(log: ConsoleLog, fresh: Omitted<ConsoleItem>): ConsoleLog {
  const last = log.items.at(-1);
  const repeated = last === undefined ? null : repeats(last, fresh, log.depth);
  if (repeated !== null) return { ...log, items: [...log.items.slice(0, -1), repeated] };
  lastId += 1;
  const item = { ...fresh, id: lastId, depth: log.depth } as ConsoleItem;
  const items = [...log.items, item];
  const excess = items.length - MAX_ITEMS;
  if (excess <= 0) return { ...log, items };
  return { ...log, items: items.slice(excess), dropped: log.dropped + excess };
}

/** The last item counted once more, when the new one says the same; null when it does not. */
function repeats(
  last: ConsoleItem,
  fresh: Omitted<ConsoleItem>,
  depth: number,
): ConsoleItem | null {
  if (last.depth !== depth) return null;
  if (last.kind === "entry" && fresh.kind === "entry") {
    const isPlain = last.act === "print" && fresh.act === "print";
    const isSame = isPlain && last.level === fresh.level && same(last.values, fresh.values);
    return isSame ? { ...last, count: last.count + 1, at: fresh.at } : null;
  }
  if (last.kind === "failure" && fresh.kind === "failure") {
    const isSame = last.message === fresh.message && same(last.stack, fresh.stack);
    return isSame ? { ...last, count: last.count + 1, at: fresh.at } : null;
  }
  return null;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The same value without secrets: nothing that is kept holds any. */
function redacted(value: LoggedValue, redaction: Redaction): LoggedValue {
  switch (value.kind) {
    case "primitive":
      return { ...value, text: redaction.text(value.text) };
    case "error":
      return { ...value, message: redaction.text(value.message) };
    case "object":
      return {
        ...value,
        entries: value.entries.map(([name, member]) => [
          name,
          redactedMember(name, member, redaction),
        ]),
      };
    case "function":
    case "element":
    case "circular":
      return value;
  }
}

function redactedMember(name: string, member: LoggedValue, redaction: Redaction): LoggedValue {
  const isSecret =
    member.kind === "primitive" &&
    (member.type === "string" || member.type === "number") &&
    redaction.isSecretName(name);
  return isSecret ? { ...member, text: REDACTED } : redacted(member, redaction);
}
