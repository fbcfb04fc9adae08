import { ChevronDown, ChevronRight } from "lucide-react";
import { type ReactElement, type ReactNode, useState } from "react";
import type { NamedValue } from "../../../../common/apps/pageElement.ts";
import { text } from "../../../messages/text.ts";

interface FactSectionProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** A titled part of the panel that can be closed. */
export function FactSection({ title, children }: FactSectionProps): ReactElement {
  const [open, setOpen] = useState(true);
  const Chevron = open ? ChevronDown : ChevronRight;
  return (
    <section aria-label={title} className="border-t border-line">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex h-7 w-full items-center gap-1 px-2 text-left text-xs font-semibold text-fg hover:bg-hover"
      >
        <Chevron aria-hidden="true" className="size-3.5 text-fg-3" strokeWidth={1.75} />
        <span className="truncate">{title}</span>
      </button>
      {open && <div className="px-3 pb-2">{children}</div>}
    </section>
  );
}

/** Names and values of the app, as they print. */
export function ValueList({ values }: { readonly values: readonly NamedValue[] }): ReactElement {
  if (values.length === 0) return <p className="text-xs text-fg-3">{text.inspect.facts.none}</p>;
  return (
    <dl className="grid grid-cols-[minmax(4rem,auto)_minmax(0,1fr)] gap-x-3 gap-y-0.5 font-mono text-xs">
      {values.map(({ name, value }, i) => (
        <Fact key={`${i} ${name}`} name={name}>
          {value}
        </Fact>
      ))}
    </dl>
  );
}

interface FactProps {
  readonly name: string;
  readonly children: ReactNode;
}

export function Fact({ name, children }: FactProps): ReactElement {
  return (
    <>
      <dt className="max-w-40 truncate text-fg-3" title={name}>
        {name}
      </dt>
      <dd className="min-w-0 break-words text-fg">{children}</dd>
    </>
  );
}
