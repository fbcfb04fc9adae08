import { z } from "zod";
import { AppId } from "../apps/appId.ts";
import { FilePath } from "../apps/filePath.ts";
import { TextEdit } from "./language.ts";

const MAX_TEXT = 2_000_000;
const ClassName = z
  .string()
  .min(1)
  .max(300)
  .regex(/^[^\s"'`\\<>{}]+$/, "not one class name");
const ClassNames = z.array(ClassName).max(200).readonly();

/** Where a JSX element begins (its `<`): 1-based line and column in UTF-16 units. */
export const ElementPlace = z.object({
  file: FilePath,
  line: z.int().min(1),
  column: z.int().min(1),
});
export type ElementPlace = z.infer<typeof ElementPlace>;

/** What a person asked for, on one element. */
export const DesignEdit = z.discriminatedUnion("kind", [
  /** The whole text of the element, as it is to be read. */
  z.object({ kind: z.literal("setText"), text: z.string().max(20_000) }),
  /**
   * Class names with their variants (`md:hover:p-6`). What sets the same as an added one, under the
   * same variants, is replaced.
   */
  z.object({ kind: z.literal("setClasses"), add: ClassNames, remove: ClassNames }),
  z.object({
    kind: z.literal("setAttribute"),
    name: z.string().regex(/^[a-zA-Z][a-zA-Z0-9-]{0,60}$/),
    value: z.string().max(20_000),
  }),
  z.object({
    kind: z.literal("removeAttribute"),
    name: z.string().regex(/^[a-zA-Z][a-zA-Z0-9-]{0,60}$/),
  }),
  /** An address for the page, or a file of the app that the module shall import. */
  z.object({
    kind: z.literal("replaceImage"),
    src: z.string().min(1).max(4096),
    isFile: z.boolean(),
  }),
  z.object({ kind: z.literal("duplicate") }),
  z.object({ kind: z.literal("delete") }),
  /** Before or after the neighbour it has among its siblings. */
  z.object({ kind: z.literal("move"), by: z.union([z.literal(-1), z.literal(1)]) }),
]);
export type DesignEdit = z.infer<typeof DesignEdit>;

/** What the page says of the element. It may lie: it only ever decides between what the source has. */
export const ElementFacts = z.object({
  /** Lower case. */
  tag: z.string().max(100),
  classes: z.array(z.string().max(300)).max(500).readonly(),
  /** Its text content; null when it is too long to be sent. */
  text: z.string().max(20_000).nullable(),
  attributes: z.record(z.string().max(100), z.string().max(4096)),
  /** How many elements of the page come from this place in the source. */
  instances: z.int().min(1),
  /** Which of them it is, from 0, in the order of the document. */
  index: z.int().min(0),
  /** The components it is in, the innermost first, each with the place where it is used. */
  owners: z
    .array(z.object({ component: z.string().max(200), place: ElementPlace.nullable() }))
    .max(50)
    .readonly(),
});
export type ElementFacts = z.infer<typeof ElementFacts>;

/**
 * How far an edit reaches: all elements of this place in the source, only the one that was
 * chosen, or a value in the app's data that it shows.
 */
export const EditScope = z.enum(["all", "this"]);
export type EditScope = z.infer<typeof EditScope>;

export const PlanInput = z.object({
  appId: AppId,
  place: ElementPlace,
  edit: DesignEdit,
  facts: ElementFacts,
  /** Null until the person was asked. */
  scope: EditScope.nullable(),
  /** Texts with unsaved changes: they stand for the files on disk. */
  open: z
    .array(z.object({ path: FilePath, text: z.string().max(MAX_TEXT) }))
    .max(200)
    .readonly(),
});
export type PlanInput = z.infer<typeof PlanInput>;

/** Why an edit is not made. Stable; the sentence beside it is for the person. */
export const RefusalCode = z.enum([
  /** The source has no such element at this place (any more). */
  "place-moved",
  "not-parsed",
  /** The file is not JSX, or is not there. */
  "not-jsx",
  /** Everything is as asked already. */
  "no-change",
  /** Class names come from a prop, a call or a file that is not followed. */
  "class-from-elsewhere",
  /** Which branch is shown cannot be told from the page. */
  "ambiguous-branch",
  /** Two classes set the same, and which one wins is not certain. */
  "several-classes",
  /** Part of a class name is computed. */
  "partial-class",
  /** A spread may hold the attribute. */
  "spread",
  /** The text is computed. */
  "text-from-code",
  "ambiguous-text",
  "attribute-from-code",
  "attribute-not-allowed",
  /** It is not one of several siblings. */
  "no-sibling",
  /** It is the root of its component, or one of a list that is computed. */
  "not-removable",
  /** Only the one cannot be changed apart from the others. */
  "shared",
]);
export type RefusalCode = z.infer<typeof RefusalCode>;

const PlannedFile = z.object({
  path: FilePath,
  /** The text that the edits were made for; an edit of another text is wrong. */
  before: z.string(),
  after: z.string(),
  edits: z.array(TextEdit),
});
export type PlannedFile = z.infer<typeof PlannedFile>;

const ScopeChoice = z.object({
  scope: EditScope,
  /** What is the same for all of them: a component's name, or null for the items of a list. */
  component: z.string().nullable(),
  count: z.int(),
  /** Where it would be written. */
  place: ElementPlace.nullable(),
  /** Why it cannot be chosen; null when it can. */
  unavailable: z.string().nullable(),
});
export type ScopeChoice = z.infer<typeof ScopeChoice>;

export const DesignPlan = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("edits"),
    files: z.array(PlannedFile).min(1),
    /** Live elements that change. */
    affects: z.int().min(1),
    /** What the person should know before accepting, as that another class wins at this width. */
    notes: z.array(z.string()),
  }),
  z.object({ kind: z.literal("choose"), choices: z.array(ScopeChoice) }),
  z.object({
    kind: z.literal("refused"),
    code: RefusalCode,
    message: z.string(),
    place: ElementPlace.nullable(),
  }),
]);
export type DesignPlan = z.infer<typeof DesignPlan>;

/** One value of the app's theme: the `lg` of `--radius-lg: 0.5rem`. */
const ThemeToken = z.object({
  name: z.string(),
  /** CSS, with the app's own variables put in where they are known. */
  value: z.string(),
  origin: z.enum(["app", "tailwind"]),
});
export type ThemeToken = z.infer<typeof ThemeToken>;

/** The tokens that Tailwind's utilities are made of, each group in the order of the sheet. */
export const DesignTheme = z.object({
  /** False when no sheet of the app imports Tailwind: class controls make no sense then. */
  usesTailwind: z.boolean(),
  colors: z.array(ThemeToken),
  texts: z.array(ThemeToken),
  fonts: z.array(ThemeToken),
  weights: z.array(ThemeToken),
  radii: z.array(ThemeToken),
  shadows: z.array(ThemeToken),
  breakpoints: z.array(ThemeToken),
});
export type DesignTheme = z.infer<typeof DesignTheme>;

export interface DesignTools {
  /** Plans an edit; nothing is written. Rejects with `process-down` when it takes too long. */
  plan(input: PlanInput): Promise<DesignPlan>;
  theme(appId: AppId): Promise<DesignTheme>;
}
