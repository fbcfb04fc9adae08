import { type KeyboardEvent, type ReactElement, useEffect, useId, useMemo, useRef } from "react";
import { text } from "../messages/text.ts";
import { Dialog, INITIAL_FOCUS } from "../ui/Dialog.tsx";
import { useOmniCommands } from "./omniCommands.ts";
import { useOmniFiles } from "./omniFiles.ts";
import { useOmniLine } from "./omniLine.ts";
import { OmniList } from "./OmniList.tsx";
import { readQuery } from "./omniQuery.ts";
import type { OmniResult, OmniRow } from "./omniRow.ts";
import { closeOmni, SIGNS, typeQuery, useOmni } from "./omniState.ts";
import { useOmniFileSymbols, useOmniProjectSymbols } from "./omniSymbols.ts";

const words = text.shell.omni;

/** Quick open, command palette, go to line and go to symbol in one box. */
export function Omni(): ReactElement {
  const open = useOmni((omni) => omni.open);
  const isPalette = useOmni((omni) => omni.query.startsWith(SIGNS.commands));
  return (
    <Dialog
      open={open}
      onClose={closeOmni}
      title={isPalette ? words.commands : words.files}
      description={words.description}
      size="md"
      bare
    >
      <Finder />
    </Dialog>
  );
}

/**
 * The rows are made while React renders what was typed, never later: whatever is pressed after a
 * key finds the rows that belong to it.
 */
function Finder(): ReactElement {
  const { query, chosen } = useOmni();
  const result = useResult(query);
  const rows = result.kind === "failed" ? [] : result.rows;
  const id = useId();
  const takeWhenReady = useEnter(result);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") takeWhenReady();
    else if (!moveChoice(event.key, rows.length)) return;
    event.preventDefault();
  };
  return (
    <div className="flex min-h-0 flex-col">
      <input
        {...INITIAL_FOCUS}
        role="combobox"
        aria-label={words.label}
        aria-autocomplete="list"
        aria-expanded={rows.length > 0}
        aria-controls={`${id}list`}
        aria-activedescendant={rows[chosen] === undefined ? undefined : `${id}${chosen}`}
        value={query}
        spellCheck={false}
        autoComplete="off"
        placeholder={words.placeholder}
        onChange={(event) => typeQuery(event.target.value)}
        onKeyDown={onKeyDown}
        className="h-11 shrink-0 border-b border-line bg-transparent px-3.5 text-md text-fg outline-none placeholder:text-fg-3"
      />
      <OmniList id={id} result={result} chosen={chosen} onTake={take} />
    </div>
  );
}

function useResult(typed: string): OmniResult {
  const query = useMemo(() => readQuery(typed), [typed]);
  const { kind } = query;
  const results = {
    files: useOmniFiles(kind === "files" ? query : null),
    commands: useOmniCommands(kind === "commands" ? query.words : null),
    line: useOmniLine(kind === "line" ? query.place : null),
    fileSymbols: useOmniFileSymbols(kind === "fileSymbols" ? query.words : null),
    projectSymbols: useOmniProjectSymbols(kind === "projectSymbols" ? query.words : null),
  };
  return results[kind];
}

/** Takes the chosen row; while rows are awaited, the best of them once they are there. */
function useEnter(result: OmniResult): () => void {
  const isWaiting = useRef(false);
  const query = useOmni((omni) => omni.query);
  useEffect(() => {
    isWaiting.current = false;
  }, [query]);
  useEffect(() => {
    if (!isWaiting.current || result.kind === "loading") return;
    isWaiting.current = false;
    takeChosen(result);
  }, [result]);
  return () => {
    if (result.kind === "loading") isWaiting.current = true;
    else takeChosen(result);
  };
}

function takeChosen(result: OmniResult): void {
  if (result.kind !== "ready") return;
  const row = result.rows[useOmni.getState().chosen];
  if (row !== undefined) take(row);
}

function take(row: OmniRow): void {
  closeOmni();
  // After the dialog has given the focus back, so that a command finds it there.
  setTimeout(row.run);
}

const PAGE = 8;

/** True when the key chooses another row. */
function moveChoice(key: string, count: number): boolean {
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: PAGE,
    PageUp: -PAGE,
  };
  const step = steps[key];
  if (step === undefined || count === 0) return false;
  const { chosen } = useOmni.getState();
  const isPage = Math.abs(step) > 1;
  const next = isPage
    ? Math.min(Math.max(chosen + step, 0), count - 1)
    : (chosen + step + count) % count;
  useOmni.setState({ chosen: next });
  return true;
}
