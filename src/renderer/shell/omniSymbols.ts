import { Box, Braces, type LucideIcon, Type, Variable, Workflow } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { fileName, type FilePath } from "../../common/apps/filePath.ts";
import type { FileSymbol, ProjectSymbol } from "../../common/contracts/language.ts";
import type { Problem } from "../../common/contracts/problem.ts";
import { openFile } from "../client/editorIntents.ts";
import { toProblem } from "../client/studio.ts";
import { fileSymbols, projectSymbols } from "../client/symbols.ts";
import { text } from "../messages/text.ts";
import { type FuzzyIndex, fuzzyIndex, fuzzyMatch, fuzzyRank } from "./fuzzy.ts";
import type { OmniResult, OmniRow } from "./omniRow.ts";
import { useOmni } from "./omniState.ts";

const words = text.shell.omni;
const SHOWN = 200;
const TYPING_PAUSE_MS = 60;

interface Loaded<T> {
  /** What it was asked for. */
  readonly key: string;
  readonly value: T | null;
  readonly problem: Problem | null;
}

/** Asks again when the key changes; null asks nothing. What was loaded before stays meanwhile. */
function useLoaded<T>(
  key: string | null,
  load: (key: string) => Promise<T>,
  afterMs: number,
): Loaded<T> | null {
  const [loaded, setLoaded] = useState<Loaded<T> | null>(null);
  useEffect(() => {
    if (key === null) return undefined;
    let left = false;
    const settle = (value: T | null, problem: Problem | null): void => {
      if (!left) setLoaded({ key, value, problem });
    };
    const timer = setTimeout(() => {
      load(key).then(
        (value) => settle(value, null),
        (error: unknown) => settle(null, toProblem(error)),
      );
    }, afterMs);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [key, load, afterMs]);
  return loaded;
}

interface NestedSymbol {
  readonly symbol: FileSymbol;
  /** Names of what it is in. */
  readonly container: string;
}

/** What the file in front declares. */
export function useOmniFileSymbols(wanted: string | null): OmniResult {
  const file = useOmni((omni) => omni.file);
  const loaded = useLoaded(wanted === null ? null : file, loadFileSymbols, 0);
  return useMemo((): OmniResult => {
    if (wanted === null || file === null) return { kind: "ready", rows: [], empty: words.noFront };
    if (loaded?.key !== file) return { kind: "loading", rows: [] };
    if (loaded.value === null) return failure(loaded.problem);
    const rows = fuzzyRank(wanted, loaded.value, { limit: SHOWN }).map(
      ({ item: { symbol, container }, at }): OmniRow => {
        const { line, character } = symbol.selection.start;
        const place = { line: line + 1, column: character + 1 };
        return {
          key: `${symbol.name} ${line}:${character}`,
          icon: symbolIcon(symbol.kind),
          title: symbol.name,
          titleAt: at,
          detail: container,
          detailAt: [],
          note: words.atLine(place.line),
          keys: null,
          run: () => openFile(file, { ...place, pinned: true }),
        };
      },
    );
    return { kind: "ready", rows, empty: words.noSymbol(wanted) };
  }, [wanted, file, loaded]);
}

async function loadFileSymbols(path: string): Promise<FuzzyIndex<NestedSymbol>> {
  const symbols = await fileSymbols(path as FilePath);
  return fuzzyIndex(flatten(symbols, ""), ({ symbol }) => symbol.name);
}

function flatten(symbols: readonly FileSymbol[], container: string): readonly NestedSymbol[] {
  return symbols.flatMap((symbol) => [
    { symbol, container },
    ...flatten(symbol.children, container === "" ? symbol.name : `${container} › ${symbol.name}`),
  ]);
}

/** What the app's own files declare, as the language server ranks it. */
export function useOmniProjectSymbols(wanted: string | null): OmniResult {
  const loaded = useLoaded(wanted === "" ? null : wanted, projectSymbols, TYPING_PAUSE_MS);
  return useMemo((): OmniResult => {
    if (wanted === null || wanted === "") {
      return { kind: "ready", rows: [], empty: words.typeSymbol };
    }
    const rows = (loaded?.value ?? []).slice(0, SHOWN).map((symbol) => projectRow(symbol, wanted));
    if (loaded?.key !== wanted) return { kind: "loading", rows };
    if (loaded.value === null) return failure(loaded.problem);
    return { kind: "ready", rows, empty: words.noSymbol(wanted) };
  }, [wanted, loaded]);
}

function projectRow(symbol: ProjectSymbol, wanted: string): OmniRow {
  const { line, character } = symbol.range.start;
  return {
    key: `${symbol.path} ${symbol.name} ${line}:${character}`,
    icon: symbolIcon(symbol.kind),
    title: symbol.name,
    titleAt: fuzzyMatch(wanted, symbol.name)?.at ?? [],
    detail: symbol.container,
    detailAt: [],
    note: fileName(symbol.path),
    keys: null,
    run: () => openFile(symbol.path, { line: line + 1, column: character + 1, pinned: true }),
  };
}

function failure(problem: Problem | null): OmniResult {
  return { kind: "failed", problem: problem ?? { code: "internal", message: words.noSymbol("") } };
}

/** By the language server protocol's numbers. */
function symbolIcon(kind: number): LucideIcon {
  switch (kind) {
    case 5: // class
    case 2: // module
    case 3: // namespace
      return Box;
    case 6: // method
    case 9: // constructor
    case 12: // function
      return Workflow;
    case 10: // enum
    case 11: // interface
    case 23: // struct
    case 26: // type parameter
      return Type;
    case 19: // object
      return Braces;
    default:
      return Variable;
  }
}
