import { useEffect, useState } from "react";
import type { FilePath } from "../../../common/apps/filePath.ts";
import type { FileSymbol } from "../../../common/contracts/language.ts";
import { fileSymbols } from "../../client/symbols.ts";
import { cursorStatus } from "./cursorStatus.ts";
import type { ModelBuffer } from "./monaco/modelBuffer.ts";
import { useEditor } from "./session.ts";
import { useDocument } from "./useDocument.ts";

export interface SymbolPath {
  /** The symbols that hold the cursor, outermost first. */
  readonly path: readonly FileSymbol[];
  /** For each of them, what stands beside it. */
  readonly levels: readonly (readonly FileSymbol[])[];
}

const NONE: SymbolPath = { path: [], levels: [] };
const ASK_AFTER_MS = 500;
const RETRY_MS = 3000;

/** The symbols around the cursor, a moment after edits; none while nobody knows the language. */
export function useSymbolPath(path: FilePath, leads: boolean): SymbolPath {
  const symbols = useSymbols(path);
  const [shown, setShown] = useState<SymbolPath>(NONE);
  useEffect(() => {
    if (!leads) return undefined;
    const look = (): void => {
      const line = (cursorStatus.getState()?.line ?? 0) - 1;
      const next = line < 0 ? NONE : pathTo(symbols, line);
      setShown((before) => (isSame(before, next) ? before : next));
    };
    look();
    return cursorStatus.subscribe(look);
  }, [leads, symbols]);
  return shown;
}

interface Known {
  readonly buffer: ModelBuffer | undefined;
  readonly symbols: readonly FileSymbol[];
}

const UNKNOWN: Known = { buffer: undefined, symbols: [] };

function useSymbols(path: FilePath): readonly FileSymbol[] {
  const [known, setKnown] = useState<Known>(UNKNOWN);
  const session = useEditor((state) => state.session);
  const isText = useDocument(path)?.kind === "text";
  const buffer = isText ? session?.buffer(path) : undefined;
  useEffect(() => {
    if (buffer === undefined) return undefined;
    let gone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const askIn = (ms: number): void => {
      clearTimeout(timer);
      timer = setTimeout(() => void ask(), ms);
    };
    const ask = async (): Promise<void> => {
      try {
        const found = await fileSymbols(path);
        if (!gone) setKnown({ buffer, symbols: found });
      } catch {
        // The language server starts, or starts anew: it says so in the status bar itself.
        if (!gone) askIn(RETRY_MS);
      }
    };
    askIn(ASK_AFTER_MS);
    const stop = buffer.onEdit(() => askIn(ASK_AFTER_MS));
    return () => {
      gone = true;
      clearTimeout(timer);
      stop();
    };
  }, [buffer, path]);
  // What another file declared is not shown while this one's is asked for.
  return known.buffer === buffer ? known.symbols : UNKNOWN.symbols;
}

function pathTo(symbols: readonly FileSymbol[], line: number): SymbolPath {
  const inner = symbols.find(({ range }) => range.start.line <= line && line <= range.end.line);
  if (inner === undefined) return NONE;
  const { path, levels } = pathTo(inner.children, line);
  return { path: [inner, ...path], levels: [symbols, ...levels] };
}

function isSame(a: SymbolPath, b: SymbolPath): boolean {
  return a.path.length === b.path.length && a.path.every((symbol, at) => symbol === b.path[at]);
}
