import { z } from "zod";
import type { AppId } from "../apps/appId.ts";
import type { Listen, Watched } from "../base/event.ts";
import { Problem } from "./problem.ts";

/** Names a terminal. Random, so that nobody can reach one that was not handed to them. */
export const TerminalId = z.uuid().brand<"TerminalId">();
export type TerminalId = z.infer<typeof TerminalId>;

/** In character cells. */
export const TerminalSize = z.object({
  columns: z.number().int().min(2).max(1000),
  rows: z.number().int().min(1).max(500),
});
export type TerminalSize = z.infer<typeof TerminalSize>;

const TerminalState = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("starting") }),
  z.object({ kind: z.literal("running") }),
  /** The shell is gone; what it wrote can still be read. */
  z.object({
    kind: z.literal("ended"),
    /** Null when a signal ended it, or nobody knows. */
    code: z.number().int().nullable(),
    /** Set when it did not end by itself. */
    problem: Problem.nullable(),
  }),
]);
export type TerminalState = z.infer<typeof TerminalState>;

/** One terminal of an app. */
export const TerminalInfo = z.object({
  id: TerminalId,
  /** The person's own name for it. */
  name: z.string().nullable(),
  /** The program in the foreground: the shell, or what was started in it. */
  program: z.string(),
  /** Something other than the shell runs: closing would end it. */
  busy: z.boolean(),
  /** Null until it runs; `pipe` where no pseudo terminal can be had. */
  device: z.enum(["pty", "pipe"]).nullable(),
  state: TerminalState,
});
export type TerminalInfo = z.infer<typeof TerminalInfo>;

export const TerminalName = z.string().trim().max(60);

/** How much one call may type; a longer paste comes in several. */
export const MAX_INPUT = 65_536;

/** A reader that has not acknowledged so many characters gets no more until it does. */
export const OUTPUT_WINDOW = 262_144;

/** How many lines a terminal keeps. */
export const SCROLLBACK_LINES = 5000;

/** A piece of a terminal's output. */
export interface TerminalOutput {
  /** Forget what came before: this begins anew, or what lies between is no longer kept. */
  readonly reset: boolean;
  /** Was written before the reader came: its questions to the terminal were answered already. */
  readonly replayed: boolean;
  readonly data: string;
}

/** One page's reading of a terminal, from where it left off. */
export interface TerminalReading extends Disposable {
  /** The next piece and the offset behind it; null while there is none, or the window is used up. */
  next(): { readonly offset: number; readonly output: TerminalOutput } | null;
  /** There may be a next piece now. */
  readonly onMore: Listen<void>;
}

/** The terminals of all apps. Every method throws a ProblemError on expected failures. */
export interface Terminals {
  watch(appId: AppId): Watched<readonly TerminalInfo[]>;
  /** Starts the person's shell in the app's folder. Refused with `not-trusted` before trust. */
  open(appId: AppId, size: TerminalSize): TerminalId;
  /**
   * Reads from `offset` on, or all that is kept. A reader names itself: what it acknowledges
   * holds back programs that write faster than it reads.
   */
  read(id: TerminalId, reader: string, offset: number | null): TerminalReading;
  acknowledge(id: TerminalId, reader: string, offset: number): void;
  write(id: TerminalId, data: string): void;
  resize(id: TerminalId, size: TerminalSize): void;
  /** An empty name gives the program's name back. */
  rename(id: TerminalId, name: string): void;
  /** Forgets what was written. */
  clear(id: TerminalId): void;
  /** Ends the shell and what runs in it. */
  close(id: TerminalId): void;
}
