import { type ReactElement, useCallback, useRef, useState } from "react";
import { fileName } from "../../../../common/apps/filePath.ts";
import type { TextEncoding } from "../../../../common/contracts/files.ts";
import { formatBytes } from "../../../messages/format.ts";
import { text } from "../../../messages/text.ts";
import { readBytes, type ViewedFile } from "./fileBytes.ts";
import { hexCells, offsetOf, printable, ROW_BYTES } from "./hexRow.ts";
import { RowWindow, type RowWindowHandle } from "./RowWindow.tsx";
import { usePages } from "./usePages.ts";
import { ViewBar } from "./ViewBar.tsx";

const words = text.fileViews.hex;
const PAGE_BYTES = 64 * 1024;
/** Offset, sixteen bytes, and the characters. */
const COLUMNS = 86;

export type ChosenEncoding = Extract<TextEncoding, keyof typeof words.encodings>;

interface HexViewProps {
  readonly file: ViewedFile;
  /** Why it is not shown in another way. */
  readonly note?: string | null;
  /** Reads it as text in an encoding of the person's choice; absent where that is not offered. */
  readonly onEncoding?: (encoding: ChosenEncoding) => void;
}

/** The bytes of any file, 64 KB at a time. */
export function HexView({ file, note = null, onEncoding }: HexViewProps): ReactElement {
  const { appId, path, size, version, mime } = file;
  const load = useCallback(
    (page: number, signal: AbortSignal) => {
      const range = { offset: page * PAGE_BYTES, length: PAGE_BYTES };
      return readBytes({ appId, path, size, version, mime }, range, signal);
    },
    [appId, path, size, version, mime],
  );
  const pages = usePages<number>(PAGE_BYTES, load);
  const rows = useRef<RowWindowHandle>(null);
  const bytesOf = (row: number): readonly (number | undefined)[] =>
    Array.from({ length: Math.min(ROW_BYTES, size - row * ROW_BYTES) }, (_, at) =>
      pages.itemAt(row * ROW_BYTES + at),
    );
  return (
    <div className="flex h-full min-h-0 flex-col">
      <ViewBar facts={[formatBytes(size), mime]}>
        {onEncoding !== undefined && <EncodingChoice onEncoding={onEncoding} />}
        <GoToOffset size={size} onGo={(offset) => rows.current?.goTo(offset / ROW_BYTES)} />
      </ViewBar>
      {(pages.problem !== null || note !== null) && (
        <p role="status" className="border-b border-line bg-warn-soft px-3 py-1.5 text-xs text-fg">
          {pages.problem?.message ?? note}
        </p>
      )}
      <RowWindow
        ref={rows}
        label={words.label(fileName(path))}
        rows={Math.ceil(size / ROW_BYTES)}
        columns={COLUMNS}
        onShow={useCallback((from, to) => pages.show(from * ROW_BYTES, to * ROW_BYTES), [pages])}
        row={(at) => <HexRow offset={at * ROW_BYTES} bytes={bytesOf(at)} />}
      />
    </div>
  );
}

interface HexRowProps {
  readonly offset: number;
  readonly bytes: readonly (number | undefined)[];
}

function HexRow({ offset, bytes }: HexRowProps): ReactElement {
  return (
    <>
      <span className="w-24 shrink-0 px-3 text-right text-fg-3 select-none">
        {offset.toString(16).padStart(8, "0")}
      </span>
      <span className="shrink-0 px-3 text-fg">{hexCells(bytes)}</span>
      <span className="shrink-0 border-l border-line px-3 text-fg-2">
        {bytes.map(printable).join("")}
      </span>
    </>
  );
}

function EncodingChoice({ onEncoding }: Required<Pick<HexViewProps, "onEncoding">>): ReactElement {
  return (
    <select
      aria-label={words.asText}
      value=""
      onChange={({ target: { value } }) => {
        const chosen = encodings.find((encoding) => encoding === value);
        if (chosen !== undefined) onEncoding(chosen);
      }}
      className="h-6 rounded-md border border-line bg-raised px-1.5 text-xs text-fg-2"
    >
      <option value="">{words.asText}</option>
      {encodings.map((encoding) => (
        <option key={encoding} value={encoding}>
          {words.encodings[encoding]}
        </option>
      ))}
    </select>
  );
}

const encodings: readonly ChosenEncoding[] = ["utf-8", "latin1", "utf-16le", "utf-16be"];

interface GoToOffsetProps {
  readonly size: number;
  readonly onGo: (offset: number) => void;
}

function GoToOffset({ size, onGo }: GoToOffsetProps): ReactElement {
  const [typed, setTyped] = useState("");
  const offset = offsetOf(typed, size);
  return (
    <input
      aria-label={words.goTo}
      placeholder={words.goToHint}
      value={typed}
      spellCheck={false}
      aria-invalid={(typed !== "" && offset === null) || undefined}
      onChange={(event) => setTyped(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === "Enter" && offset !== null) onGo(offset);
      }}
      className="h-6 w-36 @xl:w-44 rounded-md border border-line bg-raised px-2 text-xs text-fg aria-invalid:border-err"
    />
  );
}
