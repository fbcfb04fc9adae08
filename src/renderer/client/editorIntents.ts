import { create } from "zustand";
import type { FilePath } from "../../common/apps/filePath.ts";
import { Emitter } from "../../common/base/event.ts";

/** Where features that must not know each other meet the editor: wishes in, its state out. */

export interface OpenFileRequest {
  /** Counts up; the editor answers each request once. */
  readonly id: number;
  readonly path: FilePath;
  /** 1-based; null keeps the cursor where it was. */
  readonly line: number | null;
  readonly column: number | null;
  /** False opens it in the preview tab, which the next file replaces. */
  readonly pinned: boolean;
  /** Whether the keyboard goes to the editor. */
  readonly focus: boolean;
}

interface EditorIntents {
  readonly request: OpenFileRequest | null;
  /** The file in the front tab. */
  readonly active: FilePath | null;
  /** Files with changes that are not on disk. */
  readonly dirty: ReadonlySet<FilePath>;
}

export const useEditorIntents = create<EditorIntents>()(() => ({
  request: null,
  active: null,
  dirty: new Set<FilePath>(),
}));

let lastRequest = 0;

/** Opens a file in the editor, at a place when one is given. */
export function openFile(
  path: FilePath,
  options: { line?: number | null; column?: number | null; pinned?: boolean; focus?: boolean } = {},
): void {
  lastRequest += 1;
  useEditorIntents.setState({
    request: {
      id: lastRequest,
      path,
      line: options.line ?? null,
      column: options.column ?? null,
      pinned: options.pinned ?? false,
      focus: options.focus ?? true,
    },
  });
}

/** One side of a comparison that is only shown. */
export interface ComparedText {
  /** Names the version: "Last commit", "Saved at 14:05". */
  readonly title: string;
  readonly text: string;
}

/** The file as it is being edited: this side can be typed into. */
export interface ComparedFile {
  readonly file: FilePath;
  /** The file's name when left out. */
  readonly title?: string;
}

/** Two versions of a text, shown beside each other in a tab. */
export interface Comparison {
  /** Names the tab: opening the same id again replaces what it shows and brings it to the front. */
  readonly id: string;
  /** What stands on the tab. */
  readonly title: string;
  /** Decides the language; need not exist. */
  readonly path: FilePath;
  readonly left: ComparedText;
  readonly right: ComparedText | ComparedFile;
  /** False opens it in the preview tab, which the next file or comparison replaces. */
  readonly pinned?: boolean;
}

export const comparisonRequests = new Emitter<Comparison>();

/** Shows two versions in a tab of the editor. It lasts until it is closed or the window reloads. */
export function openComparison(comparison: Comparison): void {
  comparisonRequests.fire(comparison);
}

/** Closes the tab of a comparison, as when what it compared is gone; nothing when it is not open. */
export const comparisonRemovals = new Emitter<Comparison["id"]>();

/** Told by the editor, read by everyone. */
export function setActiveFile(active: FilePath | null): void {
  useEditorIntents.setState({ active });
}

/** Told by the editor, read by everyone. */
export function setDirtyFiles(dirty: ReadonlySet<FilePath>): void {
  useEditorIntents.setState({ dirty });
}

/** A file or folder got another name; what is open of it goes along, unsaved changes included. */
export interface FileMove {
  readonly from: FilePath;
  readonly to: FilePath;
}

export const fileMoves = new Emitter<FileMove>();

/** A file or folder was deleted in Studio, after the person agreed: what is open of it closes. */
export const fileRemovals = new Emitter<FilePath>();

/** Asks the files view to show a file in its tree. */
export const revealRequests = new Emitter<FilePath>();
