import { type TrackedEnvelope, tracked } from "@trpc/server";
import type { Watched } from "../../common/base/event.ts";
import type { FileChanges } from "../../common/contracts/files.ts";
import type { AppFiles } from "./appFiles.ts";

/**
 * Sends a fact's value at once and again after each change. A slow reader skips values that are
 * out of date by the time it could take them, so nothing queues up behind it.
 */
export async function* snapshots<T>(
  fact: Watched<T>,
  signal: AbortSignal | undefined,
): AsyncGenerator<TrackedEnvelope<T>> {
  let version = 0;
  for await (const value of latest(fact, signal)) yield tracked(String(version++), value);
}

async function* latest<T>(fact: Watched<T>, signal: AbortSignal | undefined): AsyncGenerator<T> {
  const changed = new Wakeup(fact.onChange, signal);
  try {
    while (!changed.ended) {
      yield fact.value;
      await changed.next();
    }
  } finally {
    changed.stop();
  }
}

/** Replays the batches after `lastSeq`, then follows. Nothing is skipped. */
export async function* fileChanges(
  files: AppFiles,
  lastSeq: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<TrackedEnvelope<FileChanges>> {
  const changed = new Wakeup(files.onChanges, signal);
  let seq = lastSeq;
  try {
    while (!changed.ended) {
      for (const batch of files.changesSince(seq)) {
        seq = batch.seq;
        yield tracked(String(batch.seq), batch);
      }
      await changed.next();
    }
  } finally {
    changed.stop();
  }
}

/** Waits for the next event, remembering one that came while nobody waited. */
export class Wakeup {
  ended = false;
  #pending = false;
  #wake: (() => void) | undefined;
  readonly #unlisten: () => void;
  readonly #signal: AbortSignal | undefined;
  readonly #abort = (): void => {
    this.ended = true;
    this.#wake?.();
  };

  constructor(listen: (wake: () => void) => () => void, signal: AbortSignal | undefined) {
    this.#unlisten = listen(() => {
      this.#pending = true;
      this.#wake?.();
    });
    this.#signal = signal;
    signal?.addEventListener("abort", this.#abort, { once: true });
    if (signal?.aborted === true) this.ended = true;
  }

  async next(): Promise<void> {
    if (!this.#pending && !this.ended) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#wake = undefined;
    }
    this.#pending = false;
  }

  stop(): void {
    this.#unlisten();
    this.#signal?.removeEventListener("abort", this.#abort);
  }
}
