import { type ReactElement, useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { FilePath } from "../../../common/apps/filePath.ts";
import { TextEncoding } from "../../../common/contracts/files.ts";
import { formatNumber } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { STATUS_ITEM } from "../../ui/chip.ts";
import { Menu } from "../../ui/Menu.tsx";
import type { MenuItem } from "../../ui/menuItems.ts";
import { codeEditor } from "./activeEditor.ts";
import { type CursorStatus, cursorStatus } from "./cursorStatus.ts";
import type { TextDocument } from "./document.ts";
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

/** The language of the text in front, and whether it may be written. */
export function FileStatus(): ReactElement | null {
  const front = useFrontText();
  if (front === null) return null;
  return (
    <span className="flex shrink-0 gap-4 px-2 text-xs whitespace-nowrap text-fg-2">
      {front.document.readOnly && <span>{words.readOnly}</span>}
      <span>{fileLanguage(front.path).title}</span>
    </span>
  );
}

const SIZES = [2, 4, 8];

/** How the text in front is indented. */
export function IndentStatus(): ReactElement | null {
  const front = useFrontText();
  const indent = useStatus(({ indent: { spaces, size } }) => `${spaces ? "s" : "t"}${size}`);
  if (front === null || indent === null) return null;
  const spaces = indent.startsWith("s");
  const size = Number(indent.slice(1));
  const choice = (wanted: boolean, width: number): MenuItem => ({
    id: `${wanted}${width}`,
    label: wanted ? words.spaces(width) : words.tabs(width),
    checked: wanted === spaces && width === size,
    run: () => codeEditor.get()?.setIndentation({ spaces: wanted, size: width }),
  });
  const convert = (id: string, label: string): MenuItem => ({
    id,
    label,
    disabled: front.document.readOnly,
    run: () => codeEditor.get()?.run(id),
  });
  return (
    <StatusMenu
      label={spaces ? words.spaces(size) : words.tabs(size)}
      title={words.indentation}
      items={[
        ...SIZES.map((width) => choice(true, width)),
        ...SIZES.map((width) => choice(false, width)),
        { kind: "separator", id: "convert" },
        convert("editor.action.indentationToSpaces", words.convertToSpaces),
        convert("editor.action.indentationToTabs", words.convertToTabs),
      ]}
    />
  );
}

/** The line endings of the text in front. */
export function EolStatus(): ReactElement | null {
  const front = useFrontText();
  const eol = useStatus((status) => status.eol);
  if (front === null || eol === null) return null;
  const choice = (wanted: CursorStatus["eol"], label: string): MenuItem => ({
    id: wanted,
    label,
    checked: wanted === eol,
    disabled: front.document.readOnly,
    run: () => codeEditor.get()?.setLineEnding(wanted),
  });
  return (
    <StatusMenu
      label={eol}
      title={words.lineEndings}
      items={[choice("LF", words.lf), choice("CRLF", words.crlf)]}
    />
  );
}

/** The encoding of the text in front. */
export function EncodingStatus(): ReactElement | null {
  const front = useFrontText();
  if (front === null) return null;
  const { path, document } = front;
  const documents = useEditor.getState().session?.documents;
  const reopening = TextEncoding.options.map((encoding): MenuItem => ({
    id: `reopen ${encoding}`,
    label: words.encodings[encoding],
    checked: encoding === document.encoding,
    disabled: document.dirty,
    run: () => void documents?.reopenIn(path, encoding),
  }));
  const saving = TextEncoding.options.map((encoding): MenuItem => ({
    id: `save ${encoding}`,
    label: words.encodings[encoding],
    disabled: document.readOnly,
    run: () => void documents?.saveIn(path, encoding),
  }));
  return (
    <StatusMenu
      label={words.encodings[document.encoding]}
      title={words.encoding}
      items={[
        {
          kind: "label",
          id: "reopen",
          label: document.dirty ? words.reopenAfterSave : words.reopenIn,
        },
        ...reopening,
        { kind: "separator", id: "line" },
        { kind: "label", id: "save", label: words.saveIn },
        ...saving,
      ]}
    />
  );
}

interface StatusMenuProps {
  readonly label: string;
  readonly title: string;
  readonly items: readonly MenuItem[];
}

function StatusMenu({ label, title, items }: StatusMenuProps): ReactElement {
  return (
    <Menu
      align="end"
      side="top"
      items={items}
      trigger={
        <button
          type="button"
          title={title}
          aria-label={`${title}: ${label}`}
          className={STATUS_ITEM}
        >
          {label}
        </button>
      }
    />
  );
}

interface FrontText {
  readonly path: FilePath;
  readonly document: TextDocument;
}

function useFrontText(): FrontText | null {
  const path = useEditor(({ groups }) => {
    const subject = frontTab(groups)?.subject;
    return subject?.kind === "file" ? subject.path : null;
  });
  const document = useDocument(path);
  return path === null || document?.kind !== "text" ? null : { path, document };
}

/** A part of the cursor's status that changes seldom; null while no text is in front. */
function useStatus<T extends string>(pick: (status: CursorStatus) => T): T | null {
  return useSyncExternalStore(cursorStatus.subscribe, () => {
    const status = cursorStatus.getState();
    return status === null ? null : pick(status);
  });
}
