import type { Listen } from "../../common/base/event.ts";
import type { TerminalSize } from "../../common/contracts/terminal.ts";

/**
 * The wire between the host and the process that holds the pseudo terminals (Node IPC). They live
 * apart because they are native code: when it crashes, shells end, and Studio goes on.
 */

export interface ShellStart {
  readonly type: "start";
  readonly id: string;
  /** Absolute path of the program, never a line for a shell to read. */
  readonly file: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly size: TerminalSize;
}

export type ToShells =
  | ShellStart
  | { readonly type: "write"; readonly id: string; readonly data: string }
  | { readonly type: "resize"; readonly id: string; readonly size: TerminalSize }
  /** Stop or go on reading what the programs write, which makes them wait. */
  | { readonly type: "hold"; readonly id: string; readonly held: boolean }
  | { readonly type: "end"; readonly id: string };

export type FromShells =
  | { readonly type: "started"; readonly id: string; readonly device: "pty" | "pipe" }
  | { readonly type: "output"; readonly id: string; readonly data: string }
  /** What runs in the foreground, each time it changes. */
  | {
      readonly type: "program";
      readonly id: string;
      readonly program: string;
      readonly busy: boolean;
    }
  /** The last message of an id. `reason` is set when the shell could not be started. */
  | {
      readonly type: "ended";
      readonly id: string;
      readonly code: number | null;
      readonly reason: string | null;
    };

/** The process as the service sees it. It is started by the first message, again after a death. */
export interface ShellHost {
  send(message: ToShells): void;
  readonly onMessage: Listen<FromShells>;
  /** Every shell in it is gone. */
  readonly onDied: Listen<{ readonly reason: string }>;
}
