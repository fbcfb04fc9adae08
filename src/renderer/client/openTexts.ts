import { Emitter, type Listen } from "../../common/base/event.ts";
import type { FilePath } from "../../common/apps/filePath.ts";
import type { TextEdit } from "../../common/contracts/search.ts";

/** Where features that read or change many files at once meet the texts that are being edited. */

/** The text of an open file as it stands in the editor. */
export interface OpenText {
  readonly path: FilePath;
  /** It differs from the disk. */
  readonly dirty: boolean;
  readonly readOnly: boolean;
  /** With the line endings it will be saved with. */
  text(): string;
}

export interface OpenTexts {
  all(): readonly OpenText[];
  /**
   * Changes an open text as one undoable step, without saving it. Null, and nothing changed, when
   * it is not open or does not hold what an edit expects.
   */
  edit(path: FilePath, edits: readonly TextEdit[]): AppliedEdit | null;
  /** True when the disk holds the text afterwards. */
  save(path: FilePath): Promise<boolean>;
  /** What is selected in the editor that has the keyboard; the empty string when nothing is. */
  selection(): string;
  /** Fires at each edit of an open text, whoever made it. */
  readonly onEdit: Listen<FilePath>;
}

export interface AppliedEdit {
  /** What came on top of it since, by formatting at a save, counts as part of it. */
  extend(): void;
  /** False, and nothing changed, when the text was edited since. */
  undo(): boolean;
}

let provided: OpenTexts | null = null;
let stopForwarding = (): void => undefined;
const edits = new Emitter<FilePath>();

/** Fires at each edit of an open text. */
export const onTextEdit = edits.on;

/** The texts open in the editor; null while no app is open. */
export const openTexts = (): OpenTexts | null => provided;

/** Called by the editor; it takes its texts back with the returned function. */
export function provideOpenTexts(texts: OpenTexts): () => void {
  stopForwarding();
  provided = texts;
  stopForwarding = texts.onEdit((path) => edits.fire(path));
  return () => {
    if (provided !== texts) return;
    stopForwarding();
    provided = null;
  };
}
