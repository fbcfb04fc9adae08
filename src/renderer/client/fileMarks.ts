import { create } from "zustand";
import { type FilePath, parentPath } from "../../common/apps/filePath.ts";

/** From the quietest to the one that matters most. */
const TONES = ["quiet", "info", "ok", "warn", "err"] as const;

export type MarkTone = (typeof TONES)[number];

/** What one source has to say of a file, in the tree and on its tab. */
export interface FileMark {
  /** One or two signs, `M` or `3`; drawn in the tone. */
  readonly letter: string;
  readonly tone: MarkTone;
  /** The same in words, for a tooltip and a screen reader: "modified", "3 problems". */
  readonly title: string;
}

export type FileMarks = ReadonlyMap<FilePath, FileMark>;

interface MarksBySource {
  readonly sources: ReadonlyMap<string, FileMarks>;
}

/** Marks of the current app's files, by the name of who gives them (`git`, `problems`). */
export const useFileMarks = create<MarksBySource>()(() => ({ sources: new Map() }));

/** Replaces all marks of one source. An empty map takes them away, as when the app is left. */
export function setFileMarks(source: string, marks: FileMarks): void {
  useFileMarks.setState(({ sources }) => ({ sources: new Map(sources).set(source, marks) }));
}

export interface PathMarks {
  /** The file's own marks, what matters most first; none on a folder. */
  readonly own: readonly FileMark[];
  /** The tone that matters most in the file, or anywhere below the folder. */
  readonly tone: MarkTone;
}

/** The marks of all sources by path, with every folder that holds a marked file. */
export function rollUp(sources: MarksBySource["sources"]): ReadonlyMap<string, PathMarks> {
  const rolled = new Map<string, PathMarks>();
  for (const marks of sources.values()) {
    for (const [path, mark] of marks) {
      const own = [...(rolled.get(path)?.own ?? []), mark].toSorted(
        (a, b) => rank(b.tone) - rank(a.tone),
      );
      const tone = rolled.get(path)?.tone ?? mark.tone;
      rolled.set(path, { own, tone: rank(tone) > rank(mark.tone) ? tone : mark.tone });
      markFolders(rolled, path, mark.tone);
    }
  }
  return rolled;
}

function markFolders(rolled: Map<string, PathMarks>, path: string, tone: MarkTone): void {
  for (let folder = parentPath(path); folder !== ""; folder = parentPath(folder)) {
    const known = rolled.get(folder);
    // Whoever marked this folder as strongly has marked those above it.
    if (known !== undefined && rank(known.tone) >= rank(tone)) return;
    rolled.set(folder, { own: known?.own ?? [], tone });
  }
}

function rank(tone: MarkTone): number {
  return TONES.indexOf(tone);
}
