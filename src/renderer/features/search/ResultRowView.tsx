import { ChevronRight, Diff, Replace, ReplaceAll, X, type LucideIcon } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { fileName, parentPath } from "../../../common/apps/filePath.ts";
import { formatNumber } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { classNames } from "../../ui/classNames.ts";
import { replacementOf, type ReplacementRule } from "./replacement.ts";
import type { FileRow, MatchRow } from "./resultRows.ts";
import { compareFile, replaceRow } from "./searchActs.ts";
import { dismiss } from "./searchState.ts";

const words = text.search;

interface FileRowViewProps {
  readonly row: FileRow;
  readonly selected: boolean;
  /** Has unsaved changes, in which it was searched. */
  readonly dirty: boolean;
  readonly replaces: boolean;
}

export function FileRowView({ row, selected, dirty, replaces }: FileRowViewProps): ReactElement {
  const name = fileName(row.path);
  return (
    <Row selected={selected} className="pl-1.5 font-medium" title={row.path}>
      <ChevronRight
        aria-hidden="true"
        className={classNames(
          "size-3.5 shrink-0 text-fg-3 transition-transform duration-100",
          !row.folded && "rotate-90",
        )}
      />
      <span className="shrink-0 truncate text-fg">{name}</span>
      {dirty && (
        <span
          role="img"
          aria-label={words.unsaved}
          className="size-1.5 shrink-0 rounded-full bg-fg-2"
        />
      )}
      <span
        className={classNames(
          "min-w-0 flex-1 truncate font-normal",
          selected ? "text-fg-2" : "text-fg-3",
        )}
      >
        {parentPath(row.path)}
      </span>
      {row.hasLongLine && (
        <span className="shrink-0 text-warn" title={words.longLine}>
          …
        </span>
      )}
      <span className="shrink-0 rounded-full bg-active px-1.5 text-fg-2 tabular-nums group-hover/row:hidden">
        {formatNumber(row.matches.length)}
      </span>
      <Acts>
        {replaces && (
          <>
            <Act icon={Diff} label={words.compare(name)} run={() => void compareFile(row)} />
            <Act
              icon={ReplaceAll}
              label={words.replaceInFile(name)}
              run={() => void replaceRow(row)}
            />
          </>
        )}
        <Act icon={X} label={words.dismiss} run={() => dismiss(row.key)} />
      </Acts>
    </Row>
  );
}

interface MatchRowViewProps {
  readonly row: MatchRow;
  readonly selected: boolean;
  /** Null while nothing is being replaced. */
  readonly rule: ReplacementRule | null;
}

export function MatchRowView({ row, selected, rule }: MatchRowViewProps): ReactElement {
  const { match } = row;
  const { before, found, after } = partsOf(match);
  const by = rule === null ? null : replacementOf(match, rule);
  return (
    <Row
      selected={selected}
      className="pl-7.5 font-mono"
      title={`${match.line}: ${match.preview.trim()}`}
    >
      <span className="min-w-0 flex-1 truncate text-fg-2">
        {before}
        {by === null ? (
          <mark className="rounded-xs bg-accent-soft text-fg outline outline-accent/40">
            {found}
          </mark>
        ) : (
          <>
            <del className="rounded-xs bg-err-soft text-fg-2 decoration-err">{found}</del>
            {by !== "" && (
              <ins className="rounded-xs bg-ok-soft text-fg no-underline outline outline-ok/40">
                {oneLine(by)}
              </ins>
            )}
          </>
        )}
        {after}
      </span>
      {rule !== null && by === null && (
        <span className="shrink-0 font-sans text-warn">{words.tooLong}</span>
      )}
      <span
        className={classNames(
          "shrink-0 font-sans tabular-nums group-hover/row:hidden",
          selected ? "text-fg-2" : "text-fg-3",
        )}
      >
        {match.line}
      </span>
      <Acts>
        {by !== null && (
          <Act icon={Replace} label={words.replaceOne} run={() => void replaceRow(row)} />
        )}
        <Act icon={X} label={words.dismiss} run={() => dismiss(row.key)} />
      </Acts>
    </Row>
  );
}

const LEAD = 14;

/** The preview around the match, from near enough that the match is in sight. */
function partsOf({ preview, previewAt, text: whole, isCut }: MatchRow["match"]) {
  const lead = preview.slice(0, previewAt).trimStart();
  const cutLead = lead.length > LEAD ? `…${lead.slice(-LEAD)}` : lead;
  const length = whole === null ? preview.length : whole.length;
  const inLine = preview.slice(previewAt, previewAt + length);
  const spansLines = whole !== null && whole.includes("\n");
  return {
    before: isCut && !cutLead.startsWith("…") ? `…${cutLead}` : cutLead,
    found: spansLines ? oneLine(whole) : inLine,
    after: spansLines ? "" : preview.slice(previewAt + length),
  };
}

const oneLine = (value: string): string => value.replaceAll(/\r?\n/g, "↵").slice(0, 400);

interface RowProps {
  readonly selected: boolean;
  readonly className: string;
  readonly title: string;
  readonly children: ReactNode;
}

function Row({ selected, className, title, children }: RowProps): ReactElement {
  return (
    <div
      title={title}
      className={classNames(
        "group/row flex h-6 cursor-default items-center gap-1.5 pr-2 text-xs whitespace-pre select-none",
        selected ? "bg-active" : "hover:bg-hover",
        selected && "-outline-offset-1 outline-accent group-focus-visible/tree:outline-1",
        className,
      )}
    >
      {children}
    </div>
  );
}

const Acts = ({ children }: { readonly children: ReactNode }): ReactElement => (
  <span className="hidden shrink-0 items-center group-hover/row:flex">{children}</span>
);

interface ActProps {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly run: () => void;
}

/** For the mouse; the keyboard has keys of its own for the chosen row. */
function Act({ icon: Icon, label, run }: ActProps): ReactElement {
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={label}
      title={label}
      onClick={(event) => {
        event.stopPropagation();
        run();
      }}
      className="grid size-5.5 place-items-center rounded-sm text-fg-2 hover:bg-active hover:text-fg"
    >
      <Icon aria-hidden="true" className="size-3.5" strokeWidth={1.75} />
    </button>
  );
}
