import { type ReactElement, useEffect, useRef, useState } from "react";
import { formatNumber } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { STATUS_ITEM } from "../../ui/chip.ts";
import { codeEditor } from "./activeEditor.ts";
import { type CursorStatus, cursorStatus } from "./cursorStatus.ts";
import { fileLanguage } from "./fileLanguage.ts";
import { frontTab } from "./tabGroups.ts";
import { useEditor } from "./session.ts";
import { useDocument } from "./useDocument.ts";

const words = text.editor.status;

/** `Ln 18, Col 9`. Written without React, because it changes with every key. */
export function PositionStatus(): ReactElement | null {
  const [shown, setShown] = useState(cursorStatus.getState() !== null);
  const label = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const write = (status: CursorStatus | null): void => {
      setShown(status !== null);
      if (label.current !== null && status !== null) label.current.textContent = wording(status);
    };
    write(cursorStatus.getState());
    return cursorStatus.subscribe(write);
  }, [shown]);
  if (!shown) return null;
  return (
    <button
      ref={label}
      type="button"
      title={words.goToLine}
      className={STATUS_ITEM}
      onClick={() => codeEditor.get()?.run("editor.action.gotoLine")}
    />
  );
}

function wording({ line, column, selected }: CursorStatus): string {
  const position = words.position(formatNumber(line), formatNumber(column));
  return selected === 0 ? position : `${position} ${words.selected(formatNumber(selected))}`;
}

/** Line endings, encoding and language of the text in front. */
export function FileStatus(): ReactElement | null {
  const active = useEditor(({ groups }) => {
    const subject = frontTab(groups)?.subject;
    return subject?.kind === "file" ? subject.path : null;
  });
  const document = useDocument(active);
  const eol = useLineEnding();
  if (active === null || document?.kind !== "text") return null;
  return (
    <span className="flex shrink-0 gap-4 px-2 text-xs whitespace-nowrap text-fg-2">
      {document.readOnly && <span>{words.readOnly}</span>}
      {eol !== null && <span>{eol}</span>}
      <span>{words.encodings[document.encoding]}</span>
      <span>{fileLanguage(active).title}</span>
    </span>
  );
}

function useLineEnding(): CursorStatus["eol"] | null {
  const [eol, setEol] = useState(cursorStatus.getState()?.eol ?? null);
  useEffect(() => cursorStatus.subscribe((status) => setEol(status?.eol ?? null)), []);
  return eol;
}
