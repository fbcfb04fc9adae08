import { languages } from "monaco-editor/editor";
import { conf } from "monaco-editor/languages/definitions/typescript/typescript";
import "monaco-editor/languages/definitions/css/register";
import "monaco-editor/languages/definitions/dockerfile/register";
import "monaco-editor/languages/definitions/graphql/register";
import "monaco-editor/languages/definitions/html/register";
import "monaco-editor/languages/definitions/ini/register";
import "monaco-editor/languages/definitions/less/register";
import "monaco-editor/languages/definitions/markdown/register";
import "monaco-editor/languages/definitions/mdx/register";
import "monaco-editor/languages/definitions/python/register";
import "monaco-editor/languages/definitions/scss/register";
import "monaco-editor/languages/definitions/shell/register";
import "monaco-editor/languages/definitions/sql/register";
import "monaco-editor/languages/definitions/xml/register";
import "monaco-editor/languages/definitions/yaml/register";
import {
  cssDefaults,
  lessDefaults,
  scssDefaults,
} from "monaco-editor/languages/features/css/register";
import "monaco-editor/languages/features/html/register";
import { jsonDefaults } from "monaco-editor/languages/features/json/register";
import {
  registerLanguageService,
  replaceMonacoParts,
} from "../language/registerLanguageService.ts";
import { JSON_SCHEMAS } from "../language/schemas/jsonSchemas.ts";
import { webGrammar } from "./webGrammar.ts";

/** Tailwind's own at-rules are no mistakes. Monaco's types leave that rule out. */
const CSS_LINT = { emptyRules: "warning", unknownAtRules: "ignore" } as const;

/**
 * Registers the languages of web apps. TypeScript gets its colours here and nothing else: types
 * come from a language server, so Monaco's own TypeScript worker is never loaded.
 */
export function registerLanguages(): void {
  replaceMonacoParts();
  registerScripts();
  registerLanguageService();
  for (const defaults of [cssDefaults, scssDefaults, lessDefaults]) {
    defaults.setOptions({ ...defaults.options, lint: CSS_LINT });
  }
  jsonDefaults.setDiagnosticsOptions({
    validate: true,
    allowComments: true,
    comments: "ignore",
    trailingCommas: "warning",
    enableSchemaRequest: false,
    schemas: JSON_SCHEMAS,
  });
}

function registerScripts(): void {
  const plain = webGrammar({ jsx: false });
  const jsx = webGrammar({ jsx: true });
  const grammars = {
    typescript: plain,
    typescriptreact: jsx,
    // `.js` files of web apps hold JSX often enough, and never the `<T>value` casts it excludes.
    javascript: jsx,
    javascriptreact: jsx,
  };
  for (const [id, grammar] of Object.entries(grammars)) {
    languages.register({ id });
    languages.setMonarchTokensProvider(id, grammar);
    languages.setLanguageConfiguration(id, conf);
  }
}
