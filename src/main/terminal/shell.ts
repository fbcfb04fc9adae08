import type { TerminalSize } from "../../common/contracts/terminal.ts";

/** A shell with whatever stands between it and the person's keys. */
export interface Shell {
  readonly device: "pty" | "pipe";
  write(data: string): void;
  resize(size: TerminalSize): void;
  /** Makes what runs in it wait when it writes. */
  setPaused(paused: boolean): void;
  /** The program in the foreground, and whether that is something else than the shell. */
  foreground(): Promise<{ readonly program: string; readonly busy: boolean }>;
  /** Asks it and what runs in it to end, then insists. */
  end(): void;
}

export interface ShellEvents {
  readonly onData: (data: string) => void;
  readonly onEnd: (code: number | null) => void;
}

/** How long programs have to put their things away before they are killed. */
export const END_MS = 2000;
