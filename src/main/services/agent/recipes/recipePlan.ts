import type { FilePath } from "../../../../common/apps/filePath.ts";

/** What a recipe will do, in order. */
export interface RecipePlan {
  /** Said before the first step: what was found in the app, and what is made of it. */
  readonly intro: string;
  readonly newFiles: readonly NewFile[];
  /** Done after the new files, so that nothing names a file that is not there yet. */
  readonly edits: readonly FileEdit[];
  /** Other calls, after all files. */
  readonly calls: readonly PlannedCall[];
  /** Said at the end: where to look, and what is left to the person. */
  readonly outro: string;
}

export interface NewFile {
  readonly path: FilePath;
  readonly text: string;
}

/** A file that is there, before and after. */
export interface FileEdit {
  readonly path: FilePath;
  readonly before: string;
  readonly after: string;
}

export interface PlannedCall {
  readonly tool: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Several parts of one plan. Edits of one file have to be made of one another. */
export function joinedPlans(
  parts: readonly Partial<Pick<RecipePlan, "newFiles" | "edits" | "calls">>[],
  words: Pick<RecipePlan, "intro" | "outro">,
): RecipePlan {
  return {
    ...words,
    newFiles: parts.flatMap(({ newFiles = [] }) => newFiles),
    edits: parts.flatMap(({ edits = [] }) => edits),
    calls: parts.flatMap(({ calls = [] }) => calls),
  };
}
