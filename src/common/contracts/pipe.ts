/** One end of an open pipe: text frames out, and its end. */
export interface PipeEnd {
  send(frame: string): void;
  close(): void;
}

/**
 * A duplex of text frames between one view and the host, as the preload exposes it under
 * `window.studioPipe`. Frames are tRPC's WebSocket frames; the preload does not read them.
 */
export interface StudioPipe {
  open(onFrame: (frame: string) => void, onClose: () => void): PipeEnd;
}
