export type LogLevel = "debug" | "info" | "warn" | "error";

export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface LogLine {
  readonly at: number;
  readonly level: LogLevel;
  readonly scope: string;
  readonly message: string;
  readonly fields: LogFields;
}

/**
 * Writes one line a state change. It is passed in, never imported, so that a test or a process
 * decides where lines go. Durations are in ms; ids are fields, not parts of the message.
 */
export class Log {
  readonly #scope: string;
  readonly #sink: (line: LogLine) => void;

  constructor(scope: string, sink: (line: LogLine) => void) {
    this.#scope = scope;
    this.#sink = sink;
  }

  child(scope: string): Log {
    return new Log(`${this.#scope}.${scope}`, this.#sink);
  }

  debug(message: string, fields: LogFields = {}): void {
    this.#write("debug", message, fields);
  }

  info(message: string, fields: LogFields = {}): void {
    this.#write("info", message, fields);
  }

  warn(message: string, fields: LogFields = {}): void {
    this.#write("warn", message, fields);
  }

  error(message: string, fields: LogFields = {}): void {
    this.#write("error", message, fields);
  }

  #write(level: LogLevel, message: string, fields: LogFields): void {
    this.#sink({ at: Date.now(), level, scope: this.#scope, message, fields });
  }
}

/** A log nobody reads: for tests and for parts that run without a host. */
export const silentLog = new Log("silent", () => undefined);
