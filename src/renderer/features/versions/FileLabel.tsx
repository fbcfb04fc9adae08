import type { ReactElement } from "react";
import { classNames } from "../../ui/classNames.ts";

interface FileLabelProps {
  readonly name: string;
  /** The empty string at the root. */
  readonly folder: string;
  readonly gone?: boolean;
}

/** A file's name, and quieter where it lies. */
export function FileLabel({ name, folder, gone = false }: FileLabelProps): ReactElement {
  return (
    <>
      <span
        className={classNames(
          "max-w-full shrink-0 truncate",
          gone ? "text-fg-3 line-through" : "text-fg",
        )}
      >
        {name}
      </span>
      <span className="min-w-0 truncate text-fg-3">{folder}</span>
    </>
  );
}
