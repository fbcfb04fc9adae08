import { type ReactElement, useCallback, useEffect, useMemo, useState } from "react";
import { fileName } from "../../../../common/apps/filePath.ts";
import { studio, toProblem } from "../../../client/studio.ts";
import { formatBytes, formatNumber } from "../../../messages/format.ts";
import { text } from "../../../messages/text.ts";
import { Button } from "../../../ui/Button.tsx";
import type { ViewedFile } from "./fileBytes.ts";
import type { ChosenEncoding } from "./HexView.tsx";
import { RowWindow } from "./RowWindow.tsx";
import { ViewBar } from "./ViewBar.tsx";

const words = text.fileViews;
/** Longer lines go on to the right of what is drawn. */
const MAX_COLUMNS = 4_096;

interface DecodedViewProps {
  readonly file: ViewedFile;
  readonly encoding: ChosenEncoding;
  /** Goes back to the bytes, with the reason when they are no text in the encoding. */
  readonly onBytes: (reason: string | null) => void;
}

/** Bytes read as text in an encoding that the person chose. Shown to read, so nothing is lost. */
export function DecodedView({ file, encoding, onBytes }: DecodedViewProps): ReactElement | null {
  const { appId, path, version, size } = file;
  const [decoded, setDecoded] = useState<string | null>(null);
  useEffect(() => {
    let isShown = true;
    studio.files.read.query({ appId, path, encoding }).then(
      (content) => {
        if (!isShown) return;
        if (content.kind === "text") setDecoded(content.text);
        else onBytes(words.hex.notText(words.hex.encodings[encoding]));
      },
      (error: unknown) => {
        if (isShown) onBytes(toProblem(error).message);
      },
    );
    return () => {
      isShown = false;
    };
  }, [appId, encoding, onBytes, path, version]);
  const lines = useMemo(() => (decoded ?? "").split(/\r\n|\r|\n/), [decoded]);
  const columns = useMemo(
    () => lines.reduce((most, line) => Math.max(most, Math.min(line.length, MAX_COLUMNS)), 0),
    [lines],
  );
  const row = useCallback(
    (at: number) => (
      <>
        <span className="w-20 shrink-0 px-3 text-right text-fg-3 tabular-nums select-none">
          {at + 1}
        </span>
        <span className="text-fg">{lines[at]?.slice(0, MAX_COLUMNS)}</span>
      </>
    ),
    [lines],
  );
  if (decoded === null) return null;
  const facts = [
    words.hex.encodings[encoding],
    formatBytes(size),
    words.large.lines(formatNumber(lines.length)),
    words.hex.readOnly,
  ];
  return (
    <div className="flex h-full min-h-0 flex-col">
      <ViewBar facts={facts}>
        <Button size="sm" tone="quiet" onClick={() => onBytes(null)}>
          {words.hex.bytes}
        </Button>
      </ViewBar>
      <RowWindow
        label={words.large.label(fileName(path))}
        rows={lines.length}
        columns={columns}
        onShow={nothingToLoad}
        row={row}
      />
    </div>
  );
}

function nothingToLoad(): void {
  // All of it is here.
}
