import { appendFile, mkdir, rename, stat } from "node:fs/promises";
import path from "node:path";
import { Log, type LogLine } from "../common/base/log.ts";

const ROTATE_AT_BYTES = 5_000_000;

/**
 * Writes log lines as JSON to `studio.log` (and one older generation) in the folder, in order,
 * without waiting. Warnings also go to stderr, for people who start Studio from a terminal.
 */
export async function openLogFile(folder: string): Promise<Log> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, "studio.log");
  if ((await sizeOf(file)) > ROTATE_AT_BYTES) await rename(file, `${file}.1`);
  let queue = Promise.resolve();
  return new Log("studio", (line) => {
    if (line.level === "warn" || line.level === "error")
      process.stderr.write(`${readable(line)}\n`);
    queue = queue
      .then(() => appendFile(file, `${JSON.stringify(line)}\n`, { mode: 0o600 }))
      // A log that cannot be written (full disk) must not take the program with it.
      .catch(() => undefined);
  });
}

function readable({ scope, level, message, fields }: LogLine): string {
  const details = Object.entries(fields).map(([key, value]) => `${key}=${value}`);
  return [`${level} ${scope}: ${message}`, ...details].join(" ");
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch {
    return 0;
  }
}
