import { FileText } from "lucide-react";
import { useMemo } from "react";
import { fileName, type FilePath, parentPath } from "../../common/apps/filePath.ts";
import { useAppFiles } from "../client/appFiles.ts";
import { useCurrentApp } from "../client/currentApp.ts";
import { openFile } from "../client/editorIntents.ts";
import type { FileIndex } from "../client/fileIndex.ts";
import { text } from "../messages/text.ts";
import { type FuzzyIndex, fuzzyIndex, fuzzyRank, type Ranked } from "./fuzzy.ts";
import type { Place } from "./omniQuery.ts";
import type { OmniResult, OmniRow } from "./omniRow.ts";
import { useOmni } from "./omniState.ts";
import { recentFiles } from "./recentFiles.ts";

const words = text.shell.omni;
const SHOWN = 60;
/** Lifts what was in front last above what matches about as well. */
const RECENT_BONUS = 6;

interface FileQuery {
  readonly words: string;
  readonly place: Place | null;
}

/** The app's files that match, best first; without a query those that were in front last. */
export function useOmniFiles(query: FileQuery | null): OmniResult {
  const hasApp = useCurrentApp((current) => current.appId !== null);
  const { index, problem } = useAppFiles();
  const front = useOmni((omni) => omni.file);
  return useMemo((): OmniResult => {
    if (query === null || !hasApp) return { kind: "ready", rows: [], empty: words.noFile("") };
    if (index === null) {
      return problem === null ? { kind: "loading", rows: [] } : { kind: "failed", problem };
    }
    const rows = found(query.words, index, front).map((each) => fileRow(each, query.place, front));
    return { kind: "ready", rows, empty: words.noFile(query.words) };
  }, [query, hasApp, index, problem, front]);
}

function found(
  wanted: string,
  index: FileIndex,
  front: FilePath | null,
): readonly Ranked<FilePath>[] {
  const recent = recentFiles().filter((path) => index.entries.has(path));
  if (wanted === "") {
    // Whoever opens the box and presses Enter goes back to the file before this one.
    const before = recent.filter((path) => path !== front);
    const rest = indexOf(index).items.filter((path) => !recent.includes(path));
    return [...before, ...rest].slice(0, SHOWN).map((item) => ({ item, at: [] }));
  }
  const places = new Map(recent.map((path, at) => [path, at]));
  return fuzzyRank(wanted, indexOf(index), {
    limit: SHOWN,
    bonus: (path) => {
      const at = places.get(path);
      return at === undefined || path === front ? 0 : RECENT_BONUS / (1 + at / 8);
    },
  });
}

const prepared = new WeakMap<FileIndex, FuzzyIndex<FilePath>>();

function indexOf(index: FileIndex): FuzzyIndex<FilePath> {
  const known = prepared.get(index);
  if (known !== undefined) return known;
  const paths: FilePath[] = [];
  for (const { path, kind, ignored } of index.entries.values()) {
    if (kind === "file" && !ignored) paths.push(path);
  }
  const made = fuzzyIndex(paths, (path) => path);
  prepared.set(index, made);
  return made;
}

function fileRow(
  { item, at }: Ranked<FilePath>,
  place: Place | null,
  front: FilePath | null,
): OmniRow {
  const name = fileName(item);
  const nameAt = item.length - name.length;
  return {
    key: item,
    icon: FileText,
    title: name,
    titleAt: at.map((index) => index - nameAt),
    detail: parentPath(item),
    detailAt: at.filter((index) => index < nameAt),
    note: item === front ? words.open : place === null ? "" : words.atLine(place.line),
    keys: null,
    run: () =>
      openFile(item, { pinned: true, line: place?.line ?? null, column: place?.column ?? null }),
  };
}
