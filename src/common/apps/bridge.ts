import * as z from "zod/mini";
import { ConsoleEntry, NetworkEvent, PageFailure } from "./pageCapture.ts";
import { ElementFacts, ElementId, ElementRef, LayerNode } from "./pageElement.ts";

/**
 * How Studio and the agent in a previewed page speak. The agent says `studio:agent` to its parent
 * window, Studio answers `studio:hello` with one port, each to and from the exact origin; all the
 * rest is JSON text over that port. The page may lie, but only about itself: everything is
 * parsed, sizes and rates are capped.
 */

/** Agent → parent window, once per document: it can be greeted now. */
export const AgentNote = z.object({ type: z.literal("studio:agent") });
export type AgentNote = z.infer<typeof AgentNote>;

/** Parent window → agent, with one port. The first from an allowed origin counts. */
export const AgentHello = z.object({ type: z.literal("studio:hello") });
export type AgentHello = z.infer<typeof AgentHello>;

/** A longer message, in UTF-16 units, is dropped and counted. */
export const MAX_BRIDGE_MESSAGE = 1024 * 1024;
/** What the page may send per second on average, and at once; beyond it, messages are dropped. */
export const BRIDGE_RATE = { perSecond: 500, burst: 2000 } as const;

const MAX_ELEMENTS = 200;
const Text = z.string().check(z.maxLength(4000));
const Path = z.string().check(z.maxLength(4096));
const Elements = z.array(ElementRef).check(z.maxLength(MAX_ELEMENTS));
const Ids = z.array(ElementId).check(z.maxLength(MAX_ELEMENTS));
const Count = z.int().check(z.gte(0));
const RequestId = z.int().check(z.gte(1));

/** What the agent can do on this page. */
export const AgentAbilities = z.object({
  /** React drew some of it. */
  react: z.boolean(),
  /** Elements made so far whose source is known. */
  stamped: Count,
  /** Another framework that was recognised: it can be inspected, but names no sources. */
  other: z.nullable(z.string().check(z.maxLength(40))),
});
export type AgentAbilities = z.infer<typeof AgentAbilities>;

/** Page → Studio. */
export const PageMessage = z.discriminatedUnion("type", [
  /** First on each port: a new document. What came before it belongs to an older one. */
  z.object({ type: z.literal("ready"), path: Path, title: Text }),
  /** What the page is made with, told once it has rendered and whenever that changes. */
  z.object({ type: z.literal("abilities"), abilities: AgentAbilities }),
  z.object({
    type: z.literal("answer"),
    id: RequestId,
    /** Parsed against the question's own schema, see {@link ANSWERS}. */
    value: z.optional(z.unknown()),
    /** Why there is no value. */
    failure: z.nullable(Text),
  }),
  z.object({ type: z.literal("inspecting"), on: z.boolean() }),
  z.object({ type: z.literal("hovered"), element: z.nullable(ElementRef) }),
  /** `open`: the person clicked, and wants to see the code. */
  z.object({ type: z.literal("selected"), elements: Elements, open: z.boolean() }),
  /** The selected elements as they are after the page changed; those that went are missing. */
  z.object({ type: z.literal("changed"), elements: Elements }),
  /** Children of these elements changed (throttled). Null: so many that all count. */
  z.object({ type: z.literal("layers"), of: z.nullable(Ids) }),
  z.object({ type: z.literal("console"), entry: ConsoleEntry }),
  z.object({ type: z.literal("failure"), failure: PageFailure }),
  z.object({ type: z.literal("network"), event: NetworkEvent }),
  /** Where the page is: after each change of route and, throttled, while it scrolls. */
  z.object({ type: z.literal("place"), path: Path, x: z.number(), y: z.number() }),
  /** Messages that were dropped since the page began, and errors inside the capture itself. */
  z.object({ type: z.literal("lost"), dropped: Count, errors: Count }),
]);
export type PageMessage = z.infer<typeof PageMessage>;
export type PageMessageOf<T extends PageMessage["type"]> = Extract<PageMessage, { type: T }>;

/** What Studio may ask; each gets exactly one `answer`. */
export const Question = z.discriminatedUnion("ask", [
  /** Children of an element; of the body without one. */
  z.object({ ask: z.literal("children"), of: z.nullable(ElementId) }),
  /** Elements from the body down to this one, both included. */
  z.object({ ask: z.literal("path"), to: ElementId }),
  z.object({ ask: z.literal("element"), id: ElementId }),
  z.object({ ask: z.literal("facts"), id: ElementId }),
  /** Elements whose source lies within these lines, in the order of the document. */
  z.object({
    ask: z.literal("elementsAt"),
    file: Path,
    firstLine: z.int(),
    lastLine: z.int(),
  }),
  /** Sends a request again through the page's own `fetch`. Answers with its HTTP status. */
  z.object({
    ask: z.literal("replay"),
    method: z.string().check(z.maxLength(20)),
    url: z.string().check(z.maxLength(8000)),
    headers: z.array(z.tuple([Text, Text])).check(z.maxLength(200)),
    body: z.nullable(z.string().check(z.maxLength(512 * 1024))),
  }),
]);
export type Question = z.infer<typeof Question>;

/** The schema of each question's answer. */
export const ANSWERS = {
  children: z.array(LayerNode).check(z.maxLength(5000)),
  path: z.array(LayerNode).check(z.maxLength(500)),
  /** Null: it is gone. */
  element: z.nullable(ElementRef),
  facts: z.nullable(ElementFacts),
  elementsAt: Elements,
  replay: z.int(),
} as const;
export type Answer<K extends Question["ask"]> = z.infer<(typeof ANSWERS)[K]>;

/** Studio → page. */
export const StudioMessage = z.discriminatedUnion("type", [
  z.object({ type: z.literal("ask"), id: RequestId, question: Question }),
  /** Inspect mode on or off. Alt held down inspects in either case. */
  z.object({ type: z.literal("inspect"), on: z.boolean() }),
  /** Replaces the selection, from the tree or the breadcrumbs. `reveal` scrolls to the first. */
  z.object({ type: z.literal("select"), ids: Ids, reveal: z.boolean() }),
  /** Outlines an element as if the pointer were over it; null takes that away. */
  z.object({ type: z.literal("hover"), id: z.nullable(ElementId) }),
  /** Outlines what these lines made; no places take it away. */
  z.object({
    type: z.literal("highlight"),
    places: z
      .array(z.object({ file: Path, firstLine: z.int(), lastLine: z.int() }))
      .check(z.maxLength(20)),
  }),
  /** Selects a neighbour of the selected element, as the arrow keys do. */
  z.object({ type: z.literal("walk"), to: z.enum(["parent", "child", "next", "previous"]) }),
  /** Whether changes of the tree are to be told (`layers`). */
  z.object({ type: z.literal("watchLayers"), on: z.boolean() }),
  /**
   * Shows a change on these elements without writing it; replaces the last one. Styles are put
   * on the element itself, classes are added and removed. Undone by a `tweak` without either.
   */
  z.object({
    type: z.literal("tweak"),
    ids: Ids,
    styles: z.array(z.tuple([Text, Text])).check(z.maxLength(100)),
    classes: z.nullable(
      z.object({
        add: z.array(Text).check(z.maxLength(100)),
        remove: z.array(Text).check(z.maxLength(100)),
      }),
    ),
    text: z.nullable(z.string().check(z.maxLength(10_000))),
  }),
  /** Puts the page at another scroll offset; not told back as a `place`. */
  z.object({ type: z.literal("scroll"), x: z.number(), y: z.number() }),
  /** Media features the page is to see; null leaves the real one. */
  z.object({
    type: z.literal("emulate"),
    scheme: z.nullable(z.enum(["light", "dark"])),
    reducedMotion: z.nullable(z.boolean()),
    touch: z.boolean(),
  }),
]);
export type StudioMessage = z.infer<typeof StudioMessage>;
