import type { AppId } from "../../../common/apps/appId.ts";
import { fileName, type FilePath } from "../../../common/apps/filePath.ts";
import type { SearchMatch, TextEdit } from "../../../common/contracts/search.ts";
import { useCurrentApp } from "../../client/currentApp.ts";
import { type AppliedEdit, openTexts } from "../../client/openTexts.ts";
import { studio, toProblem } from "../../client/studio.ts";
import { text } from "../../messages/text.ts";
import { replacementOf, type ReplacementRule } from "./replacement.ts";
import { type ReplaceReport, useSearch } from "./searchState.ts";

const words = text.search.report;

/** Matches of one file that are to be replaced. */
export interface FileMatches {
  readonly path: FilePath;
  readonly matches: readonly SearchMatch[];
}

interface FileEdits {
  readonly path: FilePath;
  readonly edits: readonly TextEdit[];
}

/** What was done, as far as it can be told and taken back. */
interface Outcome {
  readonly files: readonly { readonly path: FilePath; readonly edits: number }[];
  readonly refused: ReplaceReport["refused"];
  /** Takes it back; tells what could not be. */
  readonly undo: (() => Promise<ReplaceReport["refused"]>) | null;
}

const NOTHING: Outcome = { files: [], refused: [], undo: null };

export function editsFor({ path, matches }: FileMatches, rule: ReplacementRule): FileEdits {
  const edits = matches.flatMap((match): TextEdit[] => {
    const replacement = replacementOf(match, rule);
    if (replacement === null || match.text === null) return [];
    const { line, column, endLine, endColumn } = match;
    return [{ line, column, endLine, endColumn, expected: match.text, replacement }];
  });
  return { path, edits };
}

/**
 * Replaces matches: in open files as edits that the editor can undo, in the others on disk. The
 * report says what was done and takes all of it back at once.
 */
export async function replaceMatches(
  files: readonly FileMatches[],
  rule: ReplacementRule,
): Promise<void> {
  const { appId } = useCurrentApp.getState();
  if (appId === null || useSearch.getState().replacing) return;
  useSearch.setState({ replacing: true, report: null });
  try {
    const all = files.map((file) => editsFor(file, rule)).filter(({ edits }) => edits.length > 0);
    const open = new Set(
      openTexts()
        ?.all()
        .map(({ path }) => path),
    );
    const [inEditor, onDisk] = await Promise.all([
      replaceInEditor(all.filter(({ path }) => open.has(path))),
      replaceOnDisk(
        appId,
        all.filter(({ path }) => !open.has(path)),
      ),
    ]);
    useSearch.setState({ report: reportOf([inEditor, onDisk]) });
  } finally {
    useSearch.setState({ replacing: false });
  }
}

function reportOf(outcomes: readonly Outcome[]): ReplaceReport {
  const files = outcomes.flatMap((outcome) => outcome.files);
  const undos = outcomes.flatMap(({ undo }) => undo ?? []);
  const report: ReplaceReport = {
    matches: files.reduce((sum, file) => sum + file.edits, 0),
    files: files.length,
    refused: outcomes.flatMap((outcome) => outcome.refused),
    undone: false,
    undo: null,
  };
  if (undos.length === 0) return report;
  const undo = async (): Promise<void> => {
    useSearch.setState({ report: { ...report, undo: null } });
    const refused = (await Promise.all(undos.map((each) => each()))).flat();
    useSearch.setState({ report: { ...report, refused, undone: true, undo: null } });
  };
  return { ...report, undo };
}

async function replaceInEditor(files: readonly FileEdits[]): Promise<Outcome> {
  const texts = openTexts();
  if (texts === null || files.length === 0) return NOTHING;
  const before = new Map(texts.all().map((open) => [open.path, open]));
  const done: { path: FilePath; edits: number; applied: AppliedEdit; wasDirty: boolean }[] = [];
  const refused: { path: FilePath; message: string }[] = [];
  for (const { path, edits } of files) {
    const open = before.get(path);
    const applied = open === undefined || open.readOnly ? null : texts.edit(path, edits);
    if (applied === null) refused.push({ path, message: words.changed(fileName(path)) });
    else done.push({ path, edits: edits.length, applied, wasDirty: open?.dirty === true });
  }
  // Unsaved work of the person's stays theirs to save.
  const saved = done.filter(({ wasDirty }) => !wasDirty).map(({ path }) => path);
  const unsaved = await saveAll(saved);
  refused.push(...unsaved);
  for (const { path, applied } of done) {
    // Who typed meanwhile has unsaved work: that is no part of the replacement.
    if (saved.includes(path) && !unsaved.some((each) => each.path === path)) applied.extend();
  }
  const undo = async (): Promise<ReplaceReport["refused"]> => {
    const edited = done.filter(({ applied }) => !applied.undo()).map(({ path }) => path);
    await saveAll(saved.filter((path) => !edited.includes(path)));
    return edited.map((path) => ({ path, message: words.undoFailed }));
  };
  return { files: done, refused, undo: done.length === 0 ? null : undo };
}

/** The files that could not be saved; their text stays in the editor. */
async function saveAll(paths: readonly FilePath[]): Promise<ReplaceReport["refused"]> {
  const saved = await Promise.all(paths.map(async (path) => openTexts()?.save(path)));
  return paths.flatMap((path, at) =>
    saved[at] === true ? [] : [{ path, message: words.notSaved(fileName(path)) }],
  );
}

async function replaceOnDisk(appId: AppId, files: readonly FileEdits[]): Promise<Outcome> {
  if (files.length === 0) return NOTHING;
  try {
    const replaced = await studio.search.replace.mutate({
      appId,
      files: files.map(({ path, edits }) => ({ path, edits: [...edits] })),
    });
    const { undoId, written } = replaced;
    const undo = async (): Promise<ReplaceReport["refused"]> => {
      if (undoId === null) return [];
      try {
        return refusedOf(await studio.search.undoReplace.mutate({ appId, undoId }));
      } catch (error) {
        return written.map(({ path }) => ({ path, message: toProblem(error).message }));
      }
    };
    return { files: written, refused: refusedOf(replaced), undo: undoId === null ? null : undo };
  } catch (error) {
    const { message } = toProblem(error);
    return { ...NOTHING, refused: files.map(({ path }) => ({ path, message })) };
  }
}

interface Refusals {
  readonly refused: readonly {
    readonly path: FilePath;
    readonly problem: { readonly message: string };
  }[];
}

function refusedOf({ refused }: Refusals): ReplaceReport["refused"] {
  return refused.map(({ path, problem }) => ({ path, message: problem.message }));
}
