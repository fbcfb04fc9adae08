import type { AppId } from "../../common/apps/appId.ts";
import type { FilePath } from "../../common/apps/filePath.ts";
import { err, ok, type Result } from "../../common/base/result.ts";
import type { EditedFile, TextEdit, WorkspaceEdit } from "../../common/contracts/language.ts";
import type { Problem } from "../../common/contracts/problem.ts";
import type { TextEdit as OpenTextEdit } from "../../common/contracts/search.ts";
import { useCurrentApp } from "./currentApp.ts";
import { type AppliedEdit, type OpenText, openTexts } from "./openTexts.ts";
import { studio, toProblem } from "./studio.ts";

export interface AppliedWorkspaceEdit {
  readonly files: readonly FilePath[];
  /** Brings back what was there; a file that was changed since stays and is named. */
  readonly undo: () => Promise<Result<null, Problem>>;
}

interface EditedText {
  readonly path: FilePath;
  readonly wasDirty: boolean;
  readonly applied: AppliedEdit;
}

const NOTHING: AppliedWorkspaceEdit = { files: [], undo: () => Promise.resolve(ok(null)) };

/**
 * Makes an edit of several files: in open ones as one undoable step each (saved, unless they held
 * unsaved work), in the others on disk. All files change, or none and the problem says why.
 */
export async function applyWorkspaceEdit(
  edit: WorkspaceEdit,
): Promise<Result<AppliedWorkspaceEdit, Problem>> {
  const { appId } = useCurrentApp.getState();
  if (appId === null) return ok(NOTHING);
  const open = new Map((openTexts()?.all() ?? []).map((text) => [text.path, text]));
  const locked = edit.files.find(({ path }) => open.get(path)?.readOnly === true);
  if (locked !== undefined) return err(readOnly(locked.path));
  const closed = edit.files.filter(({ path }) => !open.has(path));
  const written = await editClosed(appId, { files: closed });
  if (!written.ok) return written;
  const texts: EditedText[] = [];
  for (const { path, edits } of edit.files) {
    const text = open.get(path);
    if (text === undefined) continue;
    const applied = openTexts()?.edit(path, expecting(text, edits)) ?? null;
    if (applied === null) {
      await takeBack(appId, { texts, written: written.value });
      return err(changedMeanwhile(path));
    }
    texts.push({ path, wasDirty: text.dirty, applied });
  }
  await saveClean(texts);
  return ok({
    files: edit.files.map(({ path }) => path),
    undo: () => takeBack(appId, { texts, written: written.value }),
  });
}

async function editClosed(
  appId: AppId,
  edit: WorkspaceEdit,
): Promise<Result<readonly EditedFile[], Problem>> {
  if (edit.files.length === 0) return ok([]);
  try {
    return ok(await studio.language.editFiles.mutate({ appId, edit }));
  } catch (error) {
    return err(toProblem(error));
  }
}

/** What had no unsaved work has none afterwards. */
async function saveClean(texts: readonly EditedText[]): Promise<void> {
  const clean = texts.filter(({ wasDirty }) => !wasDirty);
  await Promise.all(clean.map(async ({ path }) => openTexts()?.save(path)));
}

async function takeBack(
  appId: AppId,
  done: { readonly texts: readonly EditedText[]; readonly written: readonly EditedFile[] },
): Promise<Result<null, Problem>> {
  const kept = done.texts.filter(({ applied }) => !applied.undo());
  await saveClean(done.texts.filter((text) => !kept.includes(text)));
  const outcomes = await Promise.all(done.written.map((file) => restore(appId, file)));
  const failed = outcomes.find((outcome) => !outcome.ok);
  if (failed !== undefined) return failed;
  const [first] = kept;
  return first === undefined ? ok(null) : err(changedMeanwhile(first.path));
}

async function restore(
  appId: AppId,
  { path, before, encoding, hash }: EditedFile,
): Promise<Result<null, Problem>> {
  try {
    await studio.files.write.mutate({ appId, path, text: before, encoding, expected: hash });
    return ok(null);
  } catch (error) {
    return err(toProblem(error));
  }
}

/** The same edits as the editor takes them: 1-based, and with what has to be there. */
function expecting(text: OpenText, edits: readonly TextEdit[]): readonly OpenTextEdit[] {
  const lines = text.text().split(/\r\n|\r|\n/);
  const eol = /\r\n|\r|\n/.exec(text.text())?.[0] ?? "\n";
  return edits.map(({ range: { start, end }, text: replacement }) => {
    const covered = lines.slice(start.line, end.line + 1);
    const whole = covered.join(eol);
    const lastLength = covered.at(-1)?.length ?? 0;
    const expected = whole.slice(start.character, whole.length - lastLength + end.character);
    return {
      line: start.line + 1,
      column: start.character + 1,
      endLine: end.line + 1,
      endColumn: end.character + 1,
      expected,
      replacement,
    };
  });
}

function readOnly(path: FilePath): Problem {
  return { code: "no-permission", message: `${path} is read-only, so nothing was changed.` };
}

function changedMeanwhile(path: FilePath): Problem {
  return {
    code: "conflict",
    message: `${path} was changed meanwhile.`,
    next: "Look at it and try again.",
  };
}
