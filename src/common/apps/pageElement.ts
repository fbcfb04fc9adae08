import * as z from "zod/mini";

/** What Studio knows of an element of the page. All of it is the page's telling. */

const MAX_NAME = 200;
const MAX_TEXT = 400;
const MAX_CLASSES = 200;
const MAX_OWNERS = 60;

/** Names an element as long as its document lives: `e12`. Another document counts anew. */
export const ElementId = z.string().check(z.regex(/^e\d{1,9}$/));
export type ElementId = z.infer<typeof ElementId>;

const Name = z.string().check(z.maxLength(MAX_NAME));
const Position = z.int().check(z.gte(1), z.lte(10_000_000));

/** Where in the app's sources something was written. */
export const SourcePlace = z.object({
  /** Path inside the app, with `/`. */
  file: z.string().check(z.minLength(1), z.maxLength(4096)),
  /** Both count from 1; the column counts UTF-16 units and names the `<` of the opening tag. */
  line: Position,
  column: Position,
  /** False when it is only likely: the place of something near it, or one that may have moved. */
  sure: z.boolean(),
});
export type SourcePlace = z.infer<typeof SourcePlace>;

/** In CSS pixels of the page, from the top left of its viewport. */
export const PageRect = z.object({
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number(),
});
export type PageRect = z.infer<typeof PageRect>;

const Edges = z.object({
  top: z.number(),
  right: z.number(),
  bottom: z.number(),
  left: z.number(),
});
export type Edges = z.infer<typeof Edges>;

export const BoxModel = z.object({ margin: Edges, border: Edges, padding: Edges });
export type BoxModel = z.infer<typeof BoxModel>;

/** Why an element has no source. */
export const NoSource = z.enum([
  /** The page has no framework Studio can read and no HTML file that names the element. */
  "no-framework",
  /** Its framework says nothing about sources (Vue, Svelte, Preact, React without a stamp). */
  "not-stamped",
  /** Made by a script, not by markup or JSX. */
  "made-by-script",
  /** Its source lies outside the app's folder. */
  "outside-app",
]);
export type NoSource = z.infer<typeof NoSource>;

/** A component (or element) that an element was made by, or lies in. */
export const Owner = z.object({
  name: Name,
  /** Where this owner was used. */
  source: z.nullable(SourcePlace),
  /** The outermost element the owner drew; null when it drew none. */
  element: z.nullable(ElementId),
});
export type Owner = z.infer<typeof Owner>;

export const ElementRef = z.object({
  id: ElementId,
  /** Lower case, `h3`. */
  tag: Name,
  /** The nearest component that drew it; null without one. */
  component: z.nullable(Name),
  source: z.nullable(SourcePlace),
  /** Set exactly when `source` is null. */
  noSource: z.nullable(NoSource),
  /** Components from the nearest outwards. */
  owners: z.array(Owner).check(z.maxLength(MAX_OWNERS)),
  classes: z.array(Name).check(z.maxLength(MAX_CLASSES)),
  /** Its text, cut; null when it has none of its own. */
  text: z.nullable(z.string().check(z.maxLength(MAX_TEXT))),
  rect: PageRect,
  box: BoxModel,
  /** How many elements of the page come from the same place, this one included. */
  instances: z.int().check(z.gte(1)),
  /** Its place among those, from 0, in the order of the document. */
  instance: z.int().check(z.gte(0)),
});
export type ElementRef = z.infer<typeof ElementRef>;

/** A row of the layers tree. */
export const LayerNode = z.object({
  id: ElementId,
  tag: Name,
  /** The component whose outermost element this is; null for an element inside a component. */
  component: z.nullable(Name),
  source: z.nullable(SourcePlace),
  /** Its `id`, first classes or own text, to tell it from its siblings. */
  hint: z.string().check(z.maxLength(MAX_NAME)),
  children: z.int().check(z.gte(0)),
});
export type LayerNode = z.infer<typeof LayerNode>;

const Value = z.string().check(z.maxLength(4000));

/** A CSS property of an element: what holds, and where it was said. */
export const StyleFact = z.object({
  property: Name,
  value: Value,
  /** Null when no rule says it: inherited, or the browser's own. */
  rule: z.nullable(
    z.object({
      /** The selector as written, or `style` for the element's own attribute. */
      selector: Value,
      /** As written, before it was computed. */
      declared: Value,
      important: z.boolean(),
      /** `@media (min-width: 640px)`, from the outermost inwards. */
      conditions: z.array(Value).check(z.maxLength(10)),
      /** A file of the app, or the sheet's address; null for one made by a script. */
      sheet: z.nullable(Value),
    }),
  ),
});
export type StyleFact = z.infer<typeof StyleFact>;

/** A value of the app by name, printed: `"text"`, `12`, `{ id: 4, … }`, `ƒ onClick()`. */
const NamedValue = z.object({ name: Name, value: Value });
export type NamedValue = z.infer<typeof NamedValue>;

export const ElementFacts = z.object({
  props: z.array(NamedValue).check(z.maxLength(200)),
  /** State of the nearest component, hooks by kind and order. Null when there is no component. */
  state: z.nullable(z.array(NamedValue).check(z.maxLength(200))),
  attributes: z.array(NamedValue).check(z.maxLength(200)),
  styles: z.array(StyleFact).check(z.maxLength(300)),
  /** Sheets whose rules the page may not read (another origin). */
  unreadableSheets: z.int().check(z.gte(0)),
  accessible: z.object({
    role: z.nullable(Name),
    name: Value,
    description: Value,
    focusable: z.boolean(),
  }),
  /** Null when it has no text, or nothing certain can be said (an image beneath it). */
  contrast: z.nullable(
    z.object({
      /** 1 to 21. */
      ratio: z.number(),
      foreground: Name,
      background: Name,
      /** What WCAG AA asks of text of this size. */
      needed: z.number(),
    }),
  ),
  /** Event names that something on this element listens for, and who knows of it. */
  listeners: z
    .array(z.object({ type: Name, via: z.enum(["react", "attribute", "script"]) }))
    .check(z.maxLength(100)),
});
export type ElementFacts = z.infer<typeof ElementFacts>;
