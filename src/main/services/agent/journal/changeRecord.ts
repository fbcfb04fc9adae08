import type { AppId } from "../../../../common/apps/appId.ts";
import type { FilePath } from "../../../../common/apps/filePath.ts";
import type { BodyId, RunId, ToolCallId } from "../../../../common/contracts/chat.ts";
import type { TextEncoding } from "../../../../common/contracts/files.ts";

/** What was done to a file, with all that is needed to take it back. */
export type Change =
  | {
      readonly kind: "text";
      readonly path: FilePath;
      /** Null for a file that was not there. */
      readonly before: BodyId | null;
      readonly after: BodyId | null;
      readonly encoding: TextEncoding;
    }
  | { readonly kind: "moved"; readonly path: FilePath; readonly from: FilePath }
  /** What is no text, or a folder, lies in the trash. */
  | { readonly kind: "trashed"; readonly path: FilePath; readonly trashId: string }
  | { readonly kind: "untrashed"; readonly path: FilePath };

export interface ChangeOwner {
  readonly appId: AppId;
  readonly run: RunId;
  /** Null for what a restore did. */
  readonly call: ToolCallId | null;
}

/** Where changes are kept: studio.db. Whatever was added is on disk when the call returns. */
export interface ChangeRepository {
  add(owner: ChangeOwner, change: Change, at: number): number;
  /** A change that did not come to pass. */
  drop(id: number): void;
  /** What a run threw away lies elsewhere in the trash since it was redone. */
  retrashed(appId: AppId, run: RunId, thrown: Extract<Change, { kind: "trashed" }>): void;
  /** In the order they were made. */
  ofRun(appId: AppId, run: RunId): readonly (Change & { readonly call: ToolCallId | null })[];
  /** Changes of `restore` took those of `run` back. */
  restored(appId: AppId, run: RunId, restore: RunId): void;
  /** The last restore of a run that was not taken back itself; null when the run stands. */
  lastRestore(appId: AppId, run: RunId): RunId | null;
  /** What a restore took is back again. */
  standing(appId: AppId, restore: RunId): void;
}
