import { ChevronRight } from "lucide-react";
import { type ReactElement, useState } from "react";
import type { LoggedValue } from "../../../common/apps/pageCapture.ts";
import { formatNumber } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { classNames } from "../../ui/classNames.ts";
import { printed } from "./consoleItem.ts";

const words = text.console;

interface ValueTreeProps {
  readonly name: string | null;
  readonly value: LoggedValue;
  readonly level?: number;
}

/** A logged value that can be opened member by member. */
export function ValueTree({ name, value, level = 0 }: ValueTreeProps): ReactElement {
  const [open, setOpen] = useState(level === 0 && name === null);
  const canOpen = value.kind === "object" && (value.entries.length > 0 || value.more > 0);
  return (
    <div className={level === 0 ? undefined : "pl-3.5"}>
      {canOpen ? (
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="flex min-h-5 w-full items-start gap-1 rounded-sm text-left hover:bg-hover"
        >
          <ChevronRight
            aria-hidden="true"
            className={classNames("mt-1 size-3 shrink-0 text-fg-3", open && "rotate-90")}
          />
          <Named name={name} value={value} />
        </button>
      ) : (
        <div className="flex min-h-5 items-start gap-1 pl-4">
          <Named name={name} value={value} />
        </div>
      )}
      {open && value.kind === "object" && <Members value={value} level={level + 1} />}
    </div>
  );
}

function Members(props: {
  readonly value: Extract<LoggedValue, { kind: "object" }>;
  readonly level: number;
}): ReactElement {
  const { value, level } = props;
  return (
    <>
      {value.entries.map(([name, member], at) => (
        <ValueTree key={`${at} ${name}`} name={name} value={member} level={level} />
      ))}
      {value.more > 0 && <p className="pl-7.5 text-fg-3">{words.more(formatNumber(value.more))}</p>}
    </>
  );
}

function Named({ name, value }: { readonly name: string | null; readonly value: LoggedValue }) {
  return (
    <span className="min-w-0 flex-1 break-words whitespace-pre-wrap">
      {name !== null && <span className="text-(color:--code-attr)">{name}: </span>}
      <ValueText value={value} nested={name !== null} />
    </span>
  );
}

const COLOURS: Readonly<Record<string, string>> = {
  string: "text-(color:--code-str)",
  number: "text-(color:--code-num)",
  bigint: "text-(color:--code-num)",
  boolean: "text-(color:--code-kw)",
  undefined: "text-fg-3",
  null: "text-fg-3",
  symbol: "text-(color:--code-tag)",
};

/** A value on one line, coloured for what it is. A text that was logged as such stays plain. */
export function ValueText(props: {
  readonly value: LoggedValue;
  readonly nested?: boolean;
}): ReactElement {
  const { value, nested = false } = props;
  const shown = printed(value, nested ? 1 : 0);
  if (value.kind === "primitive" && (nested || value.type !== "string")) {
    return <span className={COLOURS[value.type]}>{shown}</span>;
  }
  if (value.kind === "function") return <span className="text-(color:--code-fn)">{shown}</span>;
  if (value.kind === "element") return <span className="text-(color:--code-tag)">{shown}</span>;
  return <>{shown}</>;
}
