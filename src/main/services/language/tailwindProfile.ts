import { languagesOf } from "../../../common/contracts/language.ts";
import type { ServerProfile } from "./serverSession.ts";

const SETTINGS = {
  emmetCompletions: false,
  classAttributes: ["class", "className", "ngClass", "class:list"],
  classFunctions: ["cn", "clsx", "cva", "twMerge", "tw"],
  codeActions: true,
  codeLens: false,
  hovers: true,
  suggestions: true,
  validate: true,
  colorDecorators: true,
  rootFontSize: 16,
  showPixelEquivalents: true,
  includeLanguages: {},
  files: { exclude: ["**/.git/**", "**/node_modules/**", "**/dist/**"] },
  lint: {
    cssConflict: "warning",
    invalidApply: "error",
    invalidScreen: "error",
    invalidVariant: "error",
    invalidConfigPath: "error",
    invalidTailwindDirective: "error",
    invalidSourceDirective: "error",
    recommendedVariantOrder: "warning",
    usedBlocklistedClass: "warning",
    suggestCanonicalClasses: "ignore",
  },
  experimental: { classRegex: [], configFile: null },
};

/** Tailwind's server: class names, their CSS, their colours. */
export function tailwindProfile(): ServerProfile {
  return {
    name: "Tailwind's language server",
    languages: languagesOf("tailwind"),
    takesWholeTexts: true,
    initialize: {
      capabilities: {
        workspace: {
          configuration: true,
          workspaceFolders: true,
          didChangeConfiguration: { dynamicRegistration: true },
          didChangeWatchedFiles: { dynamicRegistration: true },
        },
        textDocument: {
          completion: {
            dynamicRegistration: true,
            completionItem: { documentationFormat: ["markdown"] },
            completionList: { itemDefaults: ["data", "editRange", "commitCharacters"] },
          },
          hover: { dynamicRegistration: true },
          colorProvider: { dynamicRegistration: true },
          codeAction: { dynamicRegistration: true },
          publishDiagnostics: { relatedInformation: true },
        },
      },
      initializationOptions: {},
    },
    configuration: (section) => {
      if (section === "tailwindCSS") return SETTINGS;
      return section === "editor" ? { tabSize: 2 } : null;
    },
  };
}
