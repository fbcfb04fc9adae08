import type { TailEvent } from "../../../../common/apps/edgeWire.ts";
import type { OutputLine } from "../../../../common/contracts/preview.ts";

const LEVELS: Readonly<Record<string, OutputLine["level"]>> = { warn: "warn", error: "error" };

/** One event of a worker as lines: the request it answered, and what it wrote meanwhile. */
export function tailLines(event: TailEvent): OutputLine[] {
  const line = (at: number, level: OutputLine["level"], message: string): OutputLine => ({
    at,
    level,
    source: "worker",
    message,
  });
  const logs = event.logs.map(({ level, timestamp, message }) =>
    line(timestamp, LEVELS[level] ?? "info", message.map(shown).join(" ")),
  );
  const exceptions = event.exceptions.map(({ name, message, stack, timestamp }) =>
    line(timestamp, "error", stack?.includes(message) ? stack : `${name}: ${message}`),
  );
  return [...requestLine(event, line), ...logs, ...exceptions];
}

function requestLine(
  { event, eventTimestamp, outcome }: TailEvent,
  line: (at: number, level: OutputLine["level"], message: string) => OutputLine,
): OutputLine[] {
  if (event === null) return [];
  const { method, url } = event.request;
  const path = URL.parse(url);
  const status = event.response?.status ?? outcome;
  const level = typeof status === "number" && status < 500 ? "info" : "error";
  const where = path === null ? url : path.pathname + path.search;
  return [line(eventTimestamp, level, `${method} ${where} ${status}`)];
}

function shown(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));
}
