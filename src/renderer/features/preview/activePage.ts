import type { PageFrame } from "./pageStore.ts";

let current: PageFrame | null = null;

/** The mounted page, for the address bar and commands. */
export const pageFrame = {
  get: (): PageFrame | null => current,
  set(page: PageFrame | null): void {
    current = page;
  },
};
