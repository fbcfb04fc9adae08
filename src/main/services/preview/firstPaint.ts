import type { Room } from "./ports.ts";

/** A page that is shown has painted by then, even on a slow machine; nobody may be looking. */
const PATIENCE_MS = 2000;

/** Resolves when a page has painted or patience ends. Rejects when `signal` aborts. */
export async function firstPaint(
  room: Pick<Room, "onPainted">,
  signal: AbortSignal,
  patienceMs = PATIENCE_MS,
): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, patienceMs);
  const stop = room.onPainted(() => resolve());
  const abort = (): void => resolve();
  signal.addEventListener("abort", abort, { once: true });
  await promise;
  clearTimeout(timer);
  stop();
  signal.removeEventListener("abort", abort);
  signal.throwIfAborted();
}
