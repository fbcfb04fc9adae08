import { create } from "zustand";
import type { FilePath } from "../../common/apps/filePath.ts";
import type { Listen } from "../../common/base/event.ts";

/**
 * Where the feature that knows versions tells the editor what a file's lines are compared with.
 * The editor asks only for files that are open as text.
 */
export interface LineBases {
  /** Names the version for the peek: "Last commit". */
  readonly title: string;
  /** The text to compare with; null where there is none, as for a new or an ignored file. */
  base(path: FilePath): Promise<string | null>;
  /** The bases of these files are others now; null means of all files, as after a commit. */
  readonly onChange: Listen<readonly FilePath[] | null>;
}

interface LineChanges {
  /** Null draws no marks in the gutter. */
  readonly bases: LineBases | null;
}

export const useLineChanges = create<LineChanges>(() => ({ bases: null }));

/** Marks changed lines in the gutter until the returned function is called; the last one counts. */
export function provideLineBases(bases: LineBases): () => void {
  useLineChanges.setState({ bases });
  return () => {
    if (useLineChanges.getState().bases === bases) useLineChanges.setState({ bases: null });
  };
}
