import { type ReactElement, useMemo, useState } from "react";
import type { ElementRef } from "../../../../common/apps/pageElement.ts";
import type { DesignTheme } from "../../../../common/contracts/design.ts";
import { text } from "../../../messages/text.ts";
import { FactSection } from "../facts/FactSection.tsx";
import { AttributeSection } from "./AttributeSection.tsx";
import { BoxControl } from "./BoxControl.tsx";
import { ClassSection } from "./ClassSection.tsx";
import { TextSection } from "./TextSection.tsx";
import { ownTextOf } from "./tweak.ts";
import { type ControlContext, UtilityControl } from "./UtilityControl.tsx";
import { type ControlId, prefixOf, utilitiesOf, type Variant } from "./utilities.ts";
import { useElementFacts } from "./useElementFacts.ts";
import { VariantBar } from "./VariantBar.tsx";

const words = text.design;

const SIZE: readonly ControlId[] = ["width", "height", "maxWidth", "minHeight"];
const TYPE: readonly ControlId[] = [
  "font",
  "fontSize",
  "weight",
  "leading",
  "tracking",
  "textAlign",
];
const BORDER: readonly ControlId[] = ["borderWidth", "borderColor", "radius"];
const FLEX: readonly ControlId[] = ["direction", "wrap", "align", "justify", "gap"];
const GRID: readonly ControlId[] = ["columns", "align", "justify", "gap"];

/** Everything of an element that can be set without writing code. */
export function DesignControls({
  element,
  theme,
}: {
  readonly element: ElementRef;
  readonly theme: DesignTheme;
}): ReactElement {
  const [variant, setVariant] = useState<Variant>({ breakpoint: "", dark: false });
  const utilities = useMemo(() => utilitiesOf(theme), [theme]);
  const prefix = prefixOf(variant);
  const facts = useElementFacts(element);
  const computed = new Map(facts?.styles.map(({ property, value }) => [property, value]));
  const context = { classes: element.classes, prefix, utilities, computed };
  return (
    <>
      {theme.usesTailwind ? (
        <VariantBar breakpoints={theme.breakpoints} variant={variant} onChange={setVariant} />
      ) : (
        <p className="border-b border-line px-3 py-2 text-xs text-fg-2">{words.noTailwind}</p>
      )}
      <FactSection title={words.sections.text}>
        <TextSection key={`${element.id} ${ownTextOf(element)}`} value={ownTextOf(element)} />
      </FactSection>
      {theme.usesTailwind && <ClassControls element={element} context={context} />}
      <FactSection title={words.sections.attributes}>
        <AttributeSection key={element.id} attributes={facts?.attributes ?? []} />
      </FactSection>
      <FactSection title={words.sections.classes}>
        <ClassSection key={element.id} classes={element.classes} />
      </FactSection>
    </>
  );
}

function ClassControls({
  element,
  context,
}: {
  readonly element: ElementRef;
  readonly context: ControlContext;
}): ReactElement {
  const { classes, prefix } = context;
  return (
    <>
      <FactSection title={words.sections.spacing}>
        <BoxControl key={element.id} classes={classes} prefix={prefix} box={element.box} />
      </FactSection>
      <Controls
        title={words.sections.layout}
        ids={["display", ...inside(classes)]}
        context={context}
      />
      <Controls title={words.sections.size} ids={SIZE} context={context} />
      <Controls title={words.sections.type} ids={TYPE} context={context} />
      <Controls title={words.sections.color} ids={["textColor", "background"]} context={context} />
      <Controls title={words.sections.border} ids={BORDER} context={context} />
      <Controls title={words.sections.effects} ids={["shadow", "opacity"]} context={context} />
    </>
  );
}

/** What arranges the content, where the element is a container. */
function inside(classes: readonly string[]): readonly ControlId[] {
  const utilities = classes.map((name) => name.slice(name.lastIndexOf(":") + 1));
  if (utilities.includes("grid") || utilities.includes("inline-grid")) return GRID;
  return utilities.includes("flex") || utilities.includes("inline-flex") ? FLEX : [];
}

function Controls({
  title,
  ids,
  context,
}: {
  readonly title: string;
  readonly ids: readonly ControlId[];
  readonly context: ControlContext;
}): ReactElement {
  return (
    <FactSection title={title}>
      {ids.map((id) => (
        <UtilityControl key={id} id={id} context={context} />
      ))}
    </FactSection>
  );
}
