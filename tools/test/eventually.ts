import { vi } from "vitest";

/** Waits for what other processes bring about; a busy machine takes its time. */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: 20_000, interval: 30 });
}
