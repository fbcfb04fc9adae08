import type { CallState } from "./chatState.ts";

type Told = Pick<CallState, "draft" | "input" | "changes" | "tool">;

/** A text of a call's input, while it is written or when it is whole; undefined when there is none. */
export function inputText(call: Pick<Told, "draft" | "input">, field: string): string | undefined {
  const drafted = call.draft[field];
  if (drafted !== undefined) return drafted;
  const { input } = call;
  if (typeof input !== "object" || input === null || !(field in input)) return undefined;
  const value: unknown = Reflect.get(input, field);
  return typeof value === "string" ? value : undefined;
}

const SUBJECTS = ["path", "to", "from", "query", "pattern", "url", "name", "table", "prompt"];

/** What a call is about, in a line: a path for most, else the tool's name. */
export function subjectOf(call: Told): string {
  const named = SUBJECTS.map((field) => inputText(call, field)).find(
    (value) => value !== undefined && value !== "",
  );
  return named ?? call.changes[0]?.path ?? call.tool;
}

/** The file a call is about, when it is about one. */
export function pathOf(call: Told): string | undefined {
  return call.changes[0]?.path ?? inputText(call, "path") ?? inputText(call, "to");
}
