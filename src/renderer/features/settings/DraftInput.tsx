import { type ReactElement, useState } from "react";
import { classNames } from "../../ui/classNames.ts";

interface DraftInputProps {
  readonly label: string;
  readonly describedBy: string;
  /** The value as it holds. */
  readonly shown: string;
  readonly numeric?: boolean;
  readonly onCommit: (typed: string) => void;
}

/** A field whose text takes effect on Enter or when the person leaves it; Escape takes it back. */
export function DraftInput(props: DraftInputProps): ReactElement {
  const { label, describedBy, shown, numeric = false, onCommit } = props;
  const [draft, setDraft] = useState<string | null>(null);
  const commit = (): void => {
    if (draft !== null && draft !== shown) onCommit(draft);
    setDraft(null);
  };
  return (
    <input
      aria-label={label}
      aria-describedby={describedBy}
      inputMode={numeric ? "decimal" : "text"}
      spellCheck={false}
      value={draft ?? shown}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === "Enter") commit();
        if (event.key === "Escape") setDraft(null);
      }}
      className={classNames(
        "h-7 max-w-full rounded-md border border-line-strong bg-raised px-2 text-xs text-fg",
        numeric ? "w-20 text-right tabular-nums" : "w-64",
      )}
    />
  );
}
