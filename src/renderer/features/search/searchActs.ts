import { fileName } from "../../../common/apps/filePath.ts";
import { applyEdits } from "../../../common/apps/applyEdits.ts";
import { useCurrentApp } from "../../client/currentApp.ts";
import { openComparison, openFile } from "../../client/editorIntents.ts";
import { openTexts } from "../../client/openTexts.ts";
import { studio } from "../../client/studio.ts";
import { formatNumber } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { runCommand } from "../../ui/commands.ts";
import { confirm } from "../../ui/confirm.ts";
import { editsFor, replaceMatches } from "./replaceMatches.ts";
import { type ReplacementRule, replacementRule } from "./replacement.ts";
import {
  countMatches,
  type FileRow,
  type MatchRow,
  type ResultRow,
  resultRows,
} from "./resultRows.ts";
import { changeForm } from "./searchRun.ts";
import { selectRow, useSearch } from "./searchState.ts";

const words = text.search;

/** What is in sight, from the store as it is now. */
const currentRows = (): readonly ResultRow[] => resultRows(useSearch.getState());

function currentRule(): ReplacementRule {
  const { form } = useSearch.getState();
  return replacementRule(form, form);
}

/** Shows the search with what is selected in the editor, and puts the keyboard into its field. */
export function beginSearch(withReplace: boolean): void {
  const selected = openTexts()?.selection() ?? "";
  const isOneLine = selected !== "" && !selected.includes("\n");
  changeForm({
    ...(isOneLine ? { pattern: selected, isRegex: false } : {}),
    ...(withReplace ? { showsReplace: true } : {}),
  });
  focusRequested = true;
  if (!focusField()) runCommand("view.show.search");
}

let focusRequested = false;
let field: HTMLInputElement | null = null;

/** Called by the field when it comes and goes. */
export function setSearchField(input: HTMLInputElement | null): void {
  field = input;
  if (focusRequested) focusField();
}

function focusField(): boolean {
  if (field === null || !field.checkVisibility()) return false;
  focusRequested = false;
  field.focus();
  field.select();
  return true;
}

export function openMatch(row: MatchRow, options: { focus: boolean; pinned: boolean }): void {
  selectRow(row.key);
  const { line, column } = row.match;
  openFile(row.path, { line, column, ...options });
}

/** Goes to the match after or before the chosen one, round the end. */
export function stepMatch(by: 1 | -1): void {
  const { selected } = useSearch.getState();
  const rows = currentRows();
  const matches = rows.filter((row) => row.kind === "match");
  if (matches.length === 0) return;
  const place = rows.findIndex((row) => row.key === selected);
  const before = rows.slice(0, place + 1).filter((row) => row.kind === "match").length;
  const onMatch = rows[place]?.kind === "match";
  const from = by === 1 ? before : onMatch ? before - 2 : before - 1;
  const target = matches[(from + matches.length) % matches.length];
  if (target !== undefined) openMatch(target, { focus: true, pinned: false });
}

export async function replaceRow(row: ResultRow): Promise<void> {
  const matches = row.kind === "file" ? row.matches : [row.match];
  await replaceMatches([{ path: row.path, matches }], currentRule());
}

/** Asks once, then replaces every match in sight. */
export async function replaceAll(): Promise<void> {
  const rows = resultRows({ ...useSearch.getState(), folded: new Set() });
  const files = rows.filter((row): row is FileRow => row.kind === "file");
  const count = countMatches(rows);
  if (count.matches === 0) return;
  const agreed = await confirm({
    title: words.confirm.title(matchesInWords(count.matches)),
    body: words.confirm.body(filesInWords(count.files), useSearch.getState().form.template),
    action: words.confirm.action,
    danger: false,
  });
  if (agreed) await replaceMatches(files, currentRule());
}

/** Opens a file beside what it would be after the replacement. */
export async function compareFile(row: FileRow): Promise<void> {
  const { appId } = useCurrentApp.getState();
  const { path } = row;
  if (appId === null) return;
  const open = openTexts()
    ?.all()
    .find((each) => each.path === path);
  const content =
    open === undefined
      ? await studio.files.read.query({ appId, path })
      : { kind: "text" as const, text: open.text() };
  if (content.kind !== "text") return;
  const edited = applyEdits(content.text, editsFor(row, currentRule()).edits);
  openComparison({
    id: `replace:${path}`,
    title: words.compareTitle(fileName(path)),
    path,
    left: { title: words.now, text: content.text },
    right: { title: words.replacedTitle, text: edited.ok ? edited.value.text : content.text },
    pinned: false,
  });
}

export const matchesInWords = (count: number): string => words.matches(count, formatNumber(count));
export const filesInWords = (count: number): string => words.files(count, formatNumber(count));
