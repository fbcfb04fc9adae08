import type { ReactElement } from "react";
import type { ElementFacts } from "../../../../common/apps/pageElement.ts";
import { formatNumber } from "../../../messages/format.ts";
import { text } from "../../../messages/text.ts";
import { classNames } from "../../../ui/classNames.ts";
import { Fact } from "./FactSection.tsx";

const words = text.inspect.facts;

/** What assistive technology is told, and whether the text can be read. */
export function AccessibilityFacts({ facts }: { readonly facts: ElementFacts }): ReactElement {
  const { role, name, description, focusable } = facts.accessible;
  return (
    <dl className="grid grid-cols-[minmax(4rem,auto)_minmax(0,1fr)] gap-x-3 gap-y-0.5 text-xs">
      <Fact name={words.role}>{role ?? words.none}</Fact>
      <Fact name={words.name}>{name === "" ? words.none : name}</Fact>
      {description !== "" && <Fact name={words.description}>{description}</Fact>}
      <Fact name={words.focusable}>{focusable ? words.canFocus : words.cannotFocus}</Fact>
      {facts.contrast !== null && (
        <Fact name={words.contrast}>
          <Contrast contrast={facts.contrast} />
        </Fact>
      )}
    </dl>
  );
}

type Known = NonNullable<ElementFacts["contrast"]>;

function Contrast({ contrast }: { readonly contrast: Known }): ReactElement {
  const { ratio, needed, foreground, background } = contrast;
  const passes = ratio >= needed;
  return (
    <span className="flex items-center gap-1.5">
      <span
        aria-hidden="true"
        style={{ color: foreground, background }}
        className="grid h-4 w-5 place-items-center rounded-sm border border-line text-[10px]"
      >
        A
      </span>
      <span className="tabular-nums">
        {words.contrastOf(formatNumber(ratio), formatNumber(needed))}
      </span>
      <span className={classNames(passes ? "text-ok" : "text-err")}>
        {passes ? words.passes : words.fails}
      </span>
    </span>
  );
}
