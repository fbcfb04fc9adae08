import { languagesOf, SEMANTIC_TOKENS } from "../../../common/contracts/language.ts";
import type { ServerProfile } from "./serverSession.ts";

const MARKDOWN = ["markdown"];

const TEXT_DOCUMENT = {
  synchronization: {},
  completion: {
    completionItem: {
      snippetSupport: true,
      commitCharactersSupport: true,
      documentationFormat: MARKDOWN,
      deprecatedSupport: true,
      preselectSupport: true,
      tagSupport: { valueSet: [1] },
      insertReplaceSupport: true,
      resolveSupport: { properties: ["documentation", "detail", "additionalTextEdits"] },
      labelDetailsSupport: true,
    },
    contextSupport: true,
    completionList: {
      itemDefaults: ["commitCharacters", "editRange", "insertTextFormat", "data"],
    },
  },
  hover: { contentFormat: MARKDOWN },
  signatureHelp: {
    signatureInformation: {
      documentationFormat: MARKDOWN,
      parameterInformation: { labelOffsetSupport: true },
      activeParameterSupport: true,
    },
    contextSupport: true,
  },
  definition: { linkSupport: true },
  typeDefinition: { linkSupport: true },
  implementation: { linkSupport: true },
  references: {},
  documentHighlight: {},
  documentSymbol: { hierarchicalDocumentSymbolSupport: true },
  codeAction: {
    codeActionLiteralSupport: {
      codeActionKind: { valueSet: ["quickfix", "refactor", "source", "source.organizeImports"] },
    },
    isPreferredSupport: true,
  },
  rename: { prepareSupport: true },
  diagnostic: { relatedDocumentSupport: false },
  publishDiagnostics: { relatedInformation: true, tagSupport: { valueSet: [1, 2] } },
  foldingRange: {},
  selectionRange: {},
  linkedEditingRange: {},
  inlayHint: {},
  semanticTokens: {
    requests: { full: true, range: true },
    tokenTypes: SEMANTIC_TOKENS.types,
    tokenModifiers: SEMANTIC_TOKENS.modifiers,
    formats: ["relative"],
    overlappingTokenSupport: false,
    multilineTokenSupport: false,
  },
};

const WORKSPACE = {
  configuration: true,
  didChangeConfiguration: { dynamicRegistration: true },
  workspaceEdit: { documentChanges: true },
  fileOperations: { willRename: true },
  // Its own watcher would watch what Studio watches already.
  didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
  diagnostics: { refreshSupport: true },
  semanticTokens: { refreshSupport: true },
  inlayHint: { refreshSupport: true },
  workspaceFolders: true,
};

/** What a person may choose about the answers. */
export interface TypescriptChoices {
  readonly inlayHints: "none" | "literals" | "all";
  readonly autoImports: boolean;
  readonly importPaths: "shortest" | "relative" | "non-relative" | "project-relative";
  readonly quotes: "auto" | "double" | "single";
}

/** @param choices read anew each time the server asks. */
export function typescriptProfile(choices: () => TypescriptChoices): ServerProfile {
  return {
    name: "TypeScript's language server",
    languages: languagesOf("typescript"),
    initialize: {
      capabilities: {
        general: { positionEncodings: ["utf-16"] },
        workspace: WORKSPACE,
        textDocument: TEXT_DOCUMENT,
      },
      initializationOptions: {},
    },
    configuration: (section) => (section === "js/ts" ? preferences(choices()) : null),
  };
}

function preferences({ inlayHints, autoImports, importPaths, quotes }: TypescriptChoices): object {
  const isOn = { enabled: inlayHints !== "none" };
  return {
    // It would run npm to fetch types: no type information comes from the network.
    tsserver: { automaticTypeAcquisition: { enabled: false } },
    suggest: { autoImports, includeCompletionsForImportStatements: true },
    preferences: { importModuleSpecifier: importPaths, quoteStyle: quotes },
    inlayHints: {
      parameterNames: { enabled: inlayHints, suppressWhenArgumentMatchesName: true },
      parameterTypes: isOn,
      functionLikeReturnTypes: { enabled: inlayHints === "all" },
      variableTypes: { enabled: inlayHints === "all", suppressWhenTypeMatchesName: true },
      propertyDeclarationTypes: { enabled: inlayHints === "all" },
      enumMemberValues: isOn,
    },
  };
}
