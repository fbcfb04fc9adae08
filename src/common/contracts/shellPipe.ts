import { z } from "zod";

/**
 * What the preload hands the page as `window.studioPipe` and nothing else: a duplex of text
 * frames to the host. It knows no service; the page speaks tRPC over it as over a WebSocket.
 */
export interface ShellPipe {
  /** Opens one connection. `onClose` is called once, also when opening is refused. */
  open(onFrame: (frame: string) => void, onClose: () => void): ShellPipeConnection;
}

export interface ShellPipeConnection {
  /** Frames sent before the host knows of the pipe are kept in order. */
  send(frame: string): void;
  close(): void;
}

/** The host's end: the part of Electron's `process.parentPort` that it uses. */
export interface ShellPort {
  on(event: "message", listener: (event: { readonly data: unknown }) => void): unknown;
  off(event: "message", listener: (event: { readonly data: unknown }) => void): unknown;
  postMessage(message: unknown): void;
}

/** Between the page's preload and the shell, and between the shell and the host, both ways. */
export const PipeMessage = z.discriminatedUnion("type", [
  z.object({ type: z.literal("frame"), pipe: z.number().int(), frame: z.string() }),
  z.object({ type: z.literal("close"), pipe: z.number().int() }),
]);
export type PipeMessage = z.infer<typeof PipeMessage>;

/** The few things a host asks of its shell. */
export const ShellRequest = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("openExternal"), url: z.string() }),
  z.object({ kind: z.literal("pickFolder") }),
  z.object({ kind: z.literal("revealFile"), path: z.string() }),
  z.object({ kind: z.literal("moveToTrash"), path: z.string() }),
  z.object({ kind: z.literal("allowPreviews"), domain: z.string().max(253).nullable() }),
  z.object({ kind: z.literal("notify"), title: z.string(), body: z.string() }),
]);
export type ShellRequest = z.infer<typeof ShellRequest>;

/** Host → shell. */
export const HostToShell = z.discriminatedUnion("type", [
  ...PipeMessage.options,
  z.object({ type: z.literal("ask"), ask: z.number().int(), request: ShellRequest }),
]);
export type HostToShell = z.infer<typeof HostToShell>;

/** Shell → host. */
export const ShellToHost = z.discriminatedUnion("type", [
  ...PipeMessage.options,
  z.object({ type: z.literal("open"), pipe: z.number().int() }),
  z.object({
    type: z.literal("answer"),
    ask: z.number().int(),
    /** The folder picked; null for a cancelled dialog and for requests that answer nothing. */
    value: z.string().nullable(),
    /** Why the shell could not do it, in a sentence. */
    error: z.string().optional(),
  }),
  /** The person quits: close everything and exit by yourself. */
  z.object({ type: z.literal("stop") }),
]);
export type ShellToHost = z.infer<typeof ShellToHost>;
