import type { ReactElement } from "react";
import { text } from "../../../messages/text.ts";
import { classNames } from "../../../ui/classNames.ts";
import { ColorMenu } from "./ColorMenu.tsx";
import { CONTROL, ControlRow } from "./ControlRow.tsx";
import { requestEdit } from "./designEdits.ts";
import { tweakStyles } from "./tweak.ts";
import { chosenOf, type ControlId, type Utility } from "./utilities.ts";

export interface ControlContext {
  readonly classes: readonly string[];
  /** Of the chosen variant: `md:dark:`. */
  readonly prefix: string;
  /** What holds on the page, by CSS property, as far as the page told. */
  readonly computed: ReadonlyMap<string, string>;
  readonly utilities: Readonly<Record<ControlId, readonly Utility[]>>;
}

const words = text.design;

/** A choice among the utilities that set one thing. */
export function UtilityControl({
  id,
  context,
}: {
  readonly id: ControlId;
  readonly context: ControlContext;
}): ReactElement {
  const { classes, prefix, utilities, computed } = context;
  const list = utilities[id];
  const chosen = chosenOf(list, classes, prefix);
  const label = words.controls[id];
  const choose = (utility: Utility): void => {
    tweakStyles(utility.styles);
    void requestEdit({ kind: "setClasses", add: [prefix + utility.className], remove: [] });
  };
  const clear = (): void => {
    if (chosen === null) return;
    void requestEdit({ kind: "setClasses", add: [], remove: [prefix + chosen.className] });
  };
  const property = list[0]?.styles[0]?.[0] ?? "";
  const holds = computed.get(property)?.slice(0, 40) ?? words.none;
  const isColor = list.some(({ swatch }) => swatch !== undefined);
  return (
    <ControlRow label={label} onClear={chosen === null ? null : clear}>
      {isColor ? (
        <ColorMenu label={label} list={list} chosen={chosen} holds={holds} onChoose={choose} />
      ) : (
        <select
          aria-label={label}
          value={chosen?.className ?? ""}
          onChange={({ target }) => {
            const utility = list.find(({ className }) => className === target.value);
            if (utility !== undefined) choose(utility);
          }}
          className={classNames(CONTROL, chosen === null && "text-fg-3")}
        >
          <option value="" disabled>
            {holds}
          </option>
          {list.map(({ className, label: name }) => (
            <option key={className} value={className}>
              {name}
            </option>
          ))}
        </select>
      )}
    </ControlRow>
  );
}
