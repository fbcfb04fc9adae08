import { stripVTControlCharacters } from "node:util";
import type { Logger } from "vite";

type Write = (level: "info" | "warn" | "error", message: string) => void;

/** Vite's log as messages. What a person has to act on comes as a problem, not from here. */
export function viteLogger(write: Write): Logger {
  const warned = new Set<string>();
  const seen = new WeakSet<object>();
  const logger: Logger = {
    hasWarned: false,
    info: (message) => write("info", stripVTControlCharacters(message)),
    warn(message) {
      logger.hasWarned = true;
      write("warn", stripVTControlCharacters(message));
    },
    warnOnce(message) {
      if (warned.has(message)) return;
      warned.add(message);
      logger.warn(message);
    },
    error(message, options) {
      if (options?.error) seen.add(options.error);
      write("error", stripVTControlCharacters(message));
    },
    clearScreen: () => undefined,
    hasErrorLogged: (error) => seen.has(error),
  };
  return logger;
}
