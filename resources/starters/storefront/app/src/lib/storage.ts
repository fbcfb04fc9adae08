import type { StateStorage } from "zustand/middleware";

const memory = new Map<string, string>();

/** Local storage that falls back to memory where the browser blocks it (or there is none). */
export const safeStorage = {
  getItem(key: string) {
    try {
      return localStorage.getItem(key);
    } catch {
      return memory.get(key) ?? null;
    }
  },
  setItem(key: string, value: string) {
    try {
      localStorage.setItem(key, value);
    } catch {
      memory.set(key, value);
    }
  },
  removeItem(key: string) {
    try {
      localStorage.removeItem(key);
    } catch {
      memory.delete(key);
    }
  },
} satisfies StateStorage;
