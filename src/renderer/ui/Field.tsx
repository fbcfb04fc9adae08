import { type ComponentProps, type ReactElement, useId } from "react";
import { classNames } from "./classNames.ts";

interface FieldProps extends Omit<ComponentProps<"input">, "id"> {
  readonly label: string;
  readonly hint?: string;
  /** What is wrong with the value and what would be right. */
  readonly error?: string | null;
  /** Reads the label out but does not show it. */
  readonly hideLabel?: boolean;
}

const INPUT =
  "h-8 w-full min-w-0 rounded-md border border-line-strong bg-raised px-2.5 text-sm text-fg outline-offset-0";

/** One line of text with its label, hint and error. */
export function Field(props: FieldProps): ReactElement {
  const { label, hint, error = null, hideLabel = false, className, ...rest } = props;
  const id = useId();
  const note = error ?? hint;
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <label htmlFor={id} className={hideLabel ? "sr-only" : "text-xs text-fg-2"}>
        {label}
      </label>
      <input
        {...rest}
        id={id}
        aria-invalid={error !== null || undefined}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
        className={classNames(INPUT, error !== null && "border-err", className)}
      />
      {note !== undefined && (
        <p
          id={`${id}-note`}
          role={error === null ? undefined : "alert"}
          className={classNames("text-xs", error === null ? "text-fg-3" : "text-err")}
        >
          {note}
        </p>
      )}
    </div>
  );
}
