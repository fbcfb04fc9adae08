import { create } from "zustand";

interface Chord {
  /** The first press of a chord, while the second is awaited. */
  readonly begun: string | null;
  /** A chord that no command has, for a moment after it was pressed. */
  readonly unknown: string | null;
}

const NONE: Chord = { begun: null, unknown: null };
const PATIENCE_MS = 5_000;
const TOLD_MS = 2_500;

/** Where the person is in a chord such as Ctrl+K Ctrl+S. */
export const useChord = create<Chord>(() => NONE);

let timer: ReturnType<typeof setTimeout> | undefined;

export function beginChord(key: string): void {
  clearTimeout(timer);
  useChord.setState({ begun: key, unknown: null });
  timer = setTimeout(endChord, PATIENCE_MS);
}

export function endChord(): void {
  clearTimeout(timer);
  useChord.setState(NONE);
}

/** Says for a moment that no command has these keys. */
export function tellUnknownChord(keys: string): void {
  clearTimeout(timer);
  useChord.setState({ begun: null, unknown: keys });
  timer = setTimeout(endChord, TOLD_MS);
}
