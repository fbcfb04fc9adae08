import { type ReactElement, useEffect, useRef, useState } from "react";
import type { FilePath } from "../../../common/apps/filePath.ts";
import { useAppFiles } from "../../client/appFiles.ts";
import { text } from "../../messages/text.ts";
import { classNames } from "../../ui/classNames.ts";
import { checkName } from "./treeRows.ts";

interface NameInputProps {
  readonly label: string;
  readonly parent: string;
  /** What is being renamed; null for what is about to be made. */
  readonly current: FilePath | null;
  readonly initial: string;
  readonly onName: (path: FilePath) => void;
  readonly onCancel: () => void;
}

/** A name typed into the tree. Enter and leaving it accept, Escape cancels. */
export function NameInput(props: NameInputProps): ReactElement {
  const { label, parent, current, initial, onName, onCancel } = props;
  const [name, setName] = useState(initial);
  const input = useRef<HTMLInputElement>(null);
  const settled = useRef(false);
  const index = useAppFiles((state) => state.index);
  const check = index === null ? null : checkName(index, parent, name, current);
  const problem =
    check === null || check.ok || check.reason === "empty"
      ? null
      : text.files.nameProblem[check.reason];
  useEffect(() => {
    const field = input.current;
    if (field === null) return;
    field.focus();
    // The extension usually stays.
    const dot = initial.lastIndexOf(".");
    field.setSelectionRange(0, dot > 0 ? dot : initial.length);
  }, [initial]);
  const settle = (accept: boolean): void => {
    if (settled.current) return;
    settled.current = true;
    if (accept && check?.ok === true) onName(check.path);
    else onCancel();
  };
  return (
    <span className="relative min-w-0 flex-1">
      <input
        ref={input}
        aria-label={label}
        aria-invalid={problem !== null || undefined}
        value={name}
        spellCheck={false}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === "Escape") settle(false);
          if (event.key === "Enter" && problem === null) settle(true);
        }}
        onBlur={() => settle(true)}
        className={classNames(
          "h-5 w-full rounded-sm border bg-raised px-1 text-xs text-fg outline-none",
          problem === null ? "border-accent" : "border-err",
        )}
      />
      {problem !== null && (
        <span
          role="alert"
          className="absolute top-full left-0 z-10 w-full rounded-b-sm border border-t-0 border-err bg-raised px-1 py-0.5 text-xs whitespace-normal text-err"
        >
          {problem}
        </span>
      )}
    </span>
  );
}
