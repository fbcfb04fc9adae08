import type { LucideIcon } from "lucide-react";
import type { KeyboardEvent, ReactElement, ReactNode, Ref } from "react";
import { classNames } from "../../ui/classNames.ts";
import { Tooltip } from "../../ui/Tooltip.tsx";

interface SearchFieldProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onText: (value: string) => void;
  readonly invalid?: boolean;
  /** Stands before the text. */
  readonly prefix?: string;
  /** Toggles at its end. */
  readonly children?: ReactNode;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
  readonly ref?: Ref<HTMLInputElement>;
}

/** One line of text with what modifies it inside its frame. */
export function SearchField(props: SearchFieldProps): ReactElement {
  const { label, placeholder, value, onText, prefix, children, onKeyDown, ref } = props;
  const invalid = props.invalid === true;
  return (
    <div
      className={classNames(
        "flex h-7 w-full min-w-0 shrink items-center gap-0.5 rounded-md border bg-raised pr-0.5 pl-2",
        "focus-within:outline focus-within:outline-1 focus-within:outline-accent",
        invalid ? "border-err" : "border-line-strong",
      )}
    >
      {prefix !== undefined && (
        <span aria-hidden="true" className="shrink-0 pr-1 text-xs text-fg-3">
          {prefix}
        </span>
      )}
      <input
        ref={ref}
        aria-label={label}
        aria-invalid={invalid || undefined}
        placeholder={placeholder}
        value={value}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onText(event.target.value)}
        onKeyDown={onKeyDown}
        className="h-full min-w-0 flex-1 bg-transparent text-xs text-fg outline-none placeholder:text-fg-3"
      />
      {children}
    </div>
  );
}

interface ToggleInFieldProps {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly pressed: boolean;
  readonly onToggle: (pressed: boolean) => void;
}

export function ToggleInField(props: ToggleInFieldProps): ReactElement {
  const { icon: Icon, label, pressed, onToggle } = props;
  return (
    <Tooltip label={label}>
      <button
        type="button"
        aria-label={label}
        aria-pressed={pressed}
        onClick={() => onToggle(!pressed)}
        className={classNames(
          "grid size-6 shrink-0 place-items-center rounded-sm",
          pressed ? "bg-accent-soft text-accent" : "text-fg-3 hover:bg-hover hover:text-fg",
        )}
      >
        <Icon aria-hidden="true" className="size-4" strokeWidth={1.75} />
      </button>
    </Tooltip>
  );
}
