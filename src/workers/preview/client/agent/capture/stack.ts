import type { StackFrame } from "../../../../../common/apps/pageCapture.ts";

const MAX_FRAMES = 50;
const MAX_PRINTED = 400;
const MAX_URL = 8000;
const AGENT_URL =
  document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : "";

const CHROMIUM = /^\s*at (?:(.+?) \()?(\S+?):(\d+):(\d+)\)?$/;
const FIREFOX = /^(.*?)@(\S+?):(\d+):(\d+)$/;

/** Reads a stack as Chromium, Firefox or Safari write it; without the agent's own frames. */
export function readStack(stack: unknown, limit = MAX_FRAMES): StackFrame[] {
  if (typeof stack !== "string") return [];
  const frames: StackFrame[] = [];
  for (const text of stack.split("\n")) {
    if (frames.length >= limit) break;
    const [, name, url, line, column] = CHROMIUM.exec(text) ?? FIREFOX.exec(text) ?? [];
    if (url === undefined || url === AGENT_URL) continue;
    frames.push({
      name: name === undefined || name === "" ? null : name.slice(0, MAX_PRINTED),
      url: url.slice(0, MAX_URL),
      line: Number(line),
      column: Number(column),
    });
  }
  return frames;
}

/** The calls that led here. */
export function callStack(limit: number): StackFrame[] {
  const before: unknown = Reflect.get(Error, "stackTraceLimit");
  // The agent's own calls come first, and are left out.
  Reflect.set(Error, "stackTraceLimit", limit + 8);
  const { stack } = new Error("where");
  if (before !== undefined) Reflect.set(Error, "stackTraceLimit", before);
  return readStack(stack, limit);
}
