import { type ReactElement, useMemo } from "react";
import { fileName } from "../../../common/apps/filePath.ts";
import type { ChatFileChange } from "../../../common/contracts/chat.ts";
import { formatNumber } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { classNames } from "../../ui/classNames.ts";
import { type TextPair, useTexts } from "./bodies.ts";
import { type DiffRow, diffRows } from "./diffRows.ts";

const words = text.chat.diff;

/** Beyond this the whole diff is for the editor, which scrolls it without drawing it all. */
const MAX_ROWS = 400;

/** The lines of one file that change. */
export function DiffView({ change }: { readonly change: ChatFileChange }): ReactElement {
  const texts = useTexts(change.before, change.after);
  if (texts === null) return <p className="px-2.5 py-2 text-xs text-fg-3">{words.loading}</p>;
  if (texts === "gone") return <p className="px-2.5 py-2 text-xs text-fg-3">{words.gone}</p>;
  return <DiffLines texts={texts} path={change.path} />;
}

function DiffLines({ texts, path }: { texts: TextPair; path: string }): ReactElement {
  const rows = useMemo(() => diffRows(texts), [texts]);
  if (rows.length === 0) return <p className="px-2.5 py-2 text-xs text-fg-3">{words.same}</p>;
  return (
    <div
      role="region"
      aria-label={words.label(fileName(path))}
      tabIndex={0}
      className="max-h-70 overflow-auto bg-raised py-1 font-mono text-xs leading-4.5"
    >
      <div className="w-max min-w-full">
        {rows.slice(0, MAX_ROWS).map((row, index) => (
          <DiffLine key={index} row={row} />
        ))}
        {rows.length > MAX_ROWS && (
          <p className="px-2.5 py-1 font-sans text-fg-3">
            {words.more(formatNumber(rows.length - MAX_ROWS))}
          </p>
        )}
      </div>
    </div>
  );
}

const LINE = {
  same: "text-fg-2",
  added: "bg-ok-soft text-fg",
  removed: "bg-err-soft text-fg",
};
const SIGN = { same: " ", added: "+", removed: "−" };

function DiffLine({ row }: { readonly row: DiffRow }): ReactElement {
  if (row.kind === "gap") {
    return (
      <div className="px-2.5 py-0.5 font-sans text-fg-3">
        {words.gap(row.count, formatNumber(row.count))}
      </div>
    );
  }
  return (
    <div className={classNames("flex whitespace-pre", LINE[row.kind])}>
      <span className="w-9 shrink-0 pr-1.5 text-right text-fg-2 select-none">{row.line}</span>
      <span className="w-3 shrink-0 select-none">{SIGN[row.kind]}</span>
      <span className="pr-2.5">{row.text}</span>
    </div>
  );
}
