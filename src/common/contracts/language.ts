import { z } from "zod";
import { AppId } from "../apps/appId.ts";
import { FilePath } from "../apps/filePath.ts";
import { FileHash, TextEncoding } from "./files.ts";
import type { Problem } from "./problem.ts";

/** A place in a text: both count from 0, `character` in UTF-16 units. */
export const TextPosition = z.object({
  line: z.number().int().min(0),
  character: z.number().int().min(0),
});
export type TextPosition = z.infer<typeof TextPosition>;

export const TextRange = z.object({ start: TextPosition, end: TextPosition });
export type TextRange = z.infer<typeof TextRange>;

export const TextEdit = z.object({ range: TextRange, text: z.string() });
export type TextEdit = z.infer<typeof TextEdit>;

/** Who answers: TypeScript's own server, or Tailwind's for class names. */
export const LanguageServerId = z.enum(["typescript", "tailwind"]);
export type LanguageServerId = z.infer<typeof LanguageServerId>;

const BY_SERVER: Readonly<Record<LanguageServerId, readonly string[]>> = {
  typescript: ["typescript", "typescriptreact", "javascript", "javascriptreact"],
  tailwind: [
    "typescriptreact",
    "javascriptreact",
    "typescript",
    "javascript",
    "html",
    "css",
    "mdx",
  ],
};

/** The languages a server is asked about, by the names the protocol gives them. */
export function languagesOf(server: LanguageServerId): readonly string[] {
  return BY_SERVER[server];
}

/** Whether some server wants to be told about texts of a language. */
export function isServed(language: string): boolean {
  return LanguageServerId.options.some((server) => BY_SERVER[server].includes(language));
}

/** Larger texts are not sent to the servers: they would answer too late to be of use. */
export const MAX_SERVED_TEXT = 2_000_000;

/** One window's session with the servers of one app. */
export const LanguageWindow = z.object({ appId: AppId, windowId: z.string().min(8).max(64) });
export type LanguageWindow = z.infer<typeof LanguageWindow>;

/**
 * What happened to an open text. Edits are in the order they were made, each in the text that the
 * one before left; `version` is the window's own count and grows.
 */
export const TextChange = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("open"),
    language: z.string().max(40),
    version: z.number().int(),
    text: z.string().max(MAX_SERVED_TEXT),
  }),
  z.object({
    type: z.literal("edit"),
    /** The version the edits were made in. */
    from: z.number().int(),
    version: z.number().int(),
    edits: z.array(TextEdit).max(100_000),
  }),
  z.object({ type: z.literal("close") }),
]);
export type TextChange = z.infer<typeof TextChange>;

export const SyncTextInput = LanguageWindow.extend({ path: FilePath, change: TextChange });
export type SyncTextInput = z.infer<typeof SyncTextInput>;

/** A request about a text. `call` names it, so that it can be cancelled. */
export const AboutText = LanguageWindow.extend({
  path: FilePath,
  /** The version the question is about; null for a file that is not open in the window. */
  version: z.number().int().nullable(),
  call: z.string().max(64),
});
export type AboutText = z.infer<typeof AboutText>;

export const AtPosition = AboutText.extend({ position: TextPosition });
export type AtPosition = z.infer<typeof AtPosition>;

/** A text that is not the app's own: read-only, named by what the server calls it. */
export const LibraryText = z.object({
  id: z.string().max(4096),
  name: z.string(),
  text: z.string(),
});
export type LibraryText = z.infer<typeof LibraryText>;

/** Where something is: in a file of the app, or in a library outside its folder. */
export const Location = z.object({
  at: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("app"), path: FilePath }),
    z.object({ kind: z.literal("library"), id: z.string() }),
  ]),
  range: TextRange,
  /** What encloses it, for a peek. */
  whole: TextRange.optional(),
  /** The words that were asked about. */
  origin: TextRange.optional(),
});
export type Location = z.infer<typeof Location>;

export const LocationKind = z.enum([
  "definition",
  "typeDefinition",
  "implementation",
  "references",
]);
export type LocationKind = z.infer<typeof LocationKind>;

export interface CompletionItem {
  readonly label: string;
  /** Right of the label. */
  readonly detail?: string | undefined;
  /** At the far right: where it would be imported from. */
  readonly description?: string | undefined;
  /** The protocol's number, 1 (text) to 25. */
  readonly kind: number;
  readonly sortText?: string | undefined;
  readonly filterText?: string | undefined;
  readonly insertText?: string | undefined;
  readonly snippet?: boolean | undefined;
  readonly insert?: TextRange | undefined;
  readonly replace?: TextRange | undefined;
  readonly deprecated?: boolean | undefined;
  readonly preselect?: boolean | undefined;
  /** `#rrggbb` or another CSS colour, for items that are colours. */
  readonly color?: string | undefined;
  /** Ask for the suggestions again after it was taken. */
  readonly again?: boolean | undefined;
  readonly commitCharacters?: readonly string[] | undefined;
}

export interface CompletionList {
  /** Names the list while an item of it is resolved. */
  readonly id: number;
  readonly incomplete: boolean;
  /** What most items replace. */
  readonly insert: TextRange | null;
  readonly replace: TextRange | null;
  readonly commitCharacters: readonly string[];
  readonly items: readonly CompletionItem[];
}

export interface ResolvedCompletion {
  readonly detail: string | null;
  /** Markdown of an untrusted origin. */
  readonly documentation: string | null;
  /** Made besides the completion itself: an import, most often. */
  readonly edits: readonly TextEdit[];
}

export interface Hover {
  /** Markdown of an untrusted origin. */
  readonly contents: string;
  readonly range: TextRange | null;
}

export interface SignatureHelp {
  readonly activeSignature: number;
  readonly activeParameter: number;
  readonly signatures: readonly {
    readonly label: string;
    readonly documentation: string | null;
    readonly parameters: readonly {
      readonly label: string | readonly [number, number];
      readonly documentation: string | null;
    }[];
    readonly activeParameter: number | null;
  }[];
}

export interface Highlight {
  readonly range: TextRange;
  /** 1 text, 2 read, 3 write. */
  readonly kind: number;
}

/** Something with a name in a file. `kind` is the protocol's number, 1 (file) to 26. */
export interface FileSymbol {
  readonly name: string;
  readonly detail: string;
  readonly kind: number;
  readonly range: TextRange;
  /** The name itself. */
  readonly selection: TextRange;
  readonly children: readonly FileSymbol[];
}

export interface ProjectSymbol {
  readonly name: string;
  readonly container: string;
  readonly kind: number;
  readonly path: FilePath;
  readonly range: TextRange;
}

export interface RenameTarget {
  readonly range: TextRange;
  readonly name: string;
}

/** Changes to files of the app, made together or not at all. */
export const WorkspaceEdit = z.object({
  files: z.array(z.object({ path: FilePath, edits: z.array(TextEdit) })),
});
export type WorkspaceEdit = z.infer<typeof WorkspaceEdit>;

export interface CodeAction {
  readonly title: string;
  readonly kind: string;
  readonly preferred: boolean;
  readonly edit: WorkspaceEdit;
}

export interface InlayHint {
  readonly position: TextPosition;
  readonly label: string;
  /** 1 type, 2 parameter. */
  readonly kind: number;
  readonly paddingLeft: boolean;
  readonly paddingRight: boolean;
}

export const SEMANTIC_TOKENS = {
  types: [
    "namespace",
    "class",
    "enum",
    "interface",
    "struct",
    "typeParameter",
    "type",
    "parameter",
    "variable",
    "property",
    "enumMember",
    "decorator",
    "event",
    "function",
    "method",
    "macro",
    "label",
    "comment",
    "string",
    "keyword",
    "number",
    "regexp",
    "operator",
  ],
  modifiers: [
    "declaration",
    "definition",
    "readonly",
    "static",
    "deprecated",
    "abstract",
    "async",
    "modification",
    "documentation",
    "defaultLibrary",
    "local",
  ],
} as const;

export interface FoldingRange {
  readonly start: number;
  readonly end: number;
  readonly kind: string | null;
}

export interface ColorSpot {
  readonly range: TextRange;
  /** Each from 0 to 1. */
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  readonly alpha: number;
}

export const DiagnosticSeverity = z.enum(["error", "warning", "info", "hint"]);
export type DiagnosticSeverity = z.infer<typeof DiagnosticSeverity>;

/** Something a tool has to say about a place in a file. */
export const Diagnostic = z.object({
  range: TextRange,
  severity: DiagnosticSeverity,
  message: z.string(),
  /** `ts(2322)`: the tool's short name and its code. */
  source: z.string(),
  code: z.string(),
  /** Drawn faded. */
  unnecessary: z.boolean().optional(),
  /** Drawn struck through. */
  deprecated: z.boolean().optional(),
  related: z.array(z.object({ message: z.string(), location: Location })).optional(),
});
export type Diagnostic = z.infer<typeof Diagnostic>;

/** What became of the diagnostics of some files; `reset` forgets all that was told before. */
export interface DiagnosticsChange {
  readonly reset: boolean;
  readonly files: readonly {
    readonly server: LanguageServerId;
    readonly path: FilePath;
    /** The window's version of the open text they are about; null for the file on disk. */
    readonly version: number | null;
    readonly items: readonly Diagnostic[];
  }[];
  /** How far the look at the whole project has come. */
  readonly project: ProjectCheck;
}

export type ProjectCheck =
  | { readonly state: "idle" }
  | { readonly state: "checking"; readonly done: number; readonly total: number }
  /** `truncated` when there was more to tell than is kept. */
  | { readonly state: "checked"; readonly files: number; readonly truncated: boolean };

export type ServerState =
  /** No file that it serves has been opened yet. */
  | { readonly state: "idle" }
  | { readonly state: "starting" }
  | { readonly state: "ready" }
  | { readonly state: "restarting"; readonly problem: Problem }
  /** It fell too often; the person may start it again. */
  | { readonly state: "failed"; readonly problem: Problem }
  /** It does not run for this app, and why. */
  | { readonly state: "off"; readonly reason: string };

export interface LanguageStatus {
  readonly rev: number;
  /** Differs each time the window's session began anew: its texts have to be opened again. */
  readonly session: string;
  readonly servers: Readonly<Record<LanguageServerId, ServerState>>;
  /** Grows when hints, colours or diagnostics that were given before may be out of date. */
  readonly refresh: number;
}

export const FileMoveInput = z.object({ from: FilePath, to: FilePath });

/** A file that a workspace edit changed on disk, with what restores it. */
export const EditedFile = z.object({
  path: FilePath,
  before: z.string(),
  encoding: TextEncoding,
  hash: FileHash,
});
export type EditedFile = z.infer<typeof EditedFile>;
