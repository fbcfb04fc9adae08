import type { languages } from "monaco-editor/editor";
import { language } from "monaco-editor/languages/definitions/typescript/typescript";

/**
 * Monaco's TypeScript grammar knows no JSX: a tag is a comparison to it and an apostrophe in text
 * opens a string. This adds tags, attributes, text and expressions in text, and tells calls and
 * members from keywords.
 *
 * A Monarch rule cannot look back, so what stands before `<` is told by the rules that consume
 * it: `name<` is read as one (a generic or a comparison), which leaves `<` after a space or a
 * bracket to begin a tag.
 */
export function webGrammar(options: { readonly jsx: boolean }): languages.IMonarchLanguage {
  const common = language.tokenizer["common"] ?? [];
  const added = options.jsx ? [...JSX_START, ...NAMES] : NAMES;
  return {
    ...language,
    tokenizer: {
      ...language.tokenizer,
      common: [...added, ...common],
      ...(options.jsx ? JSX_STATES : {}),
    },
  };
}

type Rules = languages.IMonarchLanguageRule[];

const KEYWORD_OR = (token: string) => ({ cases: { "@keywords": "keyword", "@default": token } });

const NAMES: Rules = [
  [/\.\.\./, "delimiter"],
  [/(\??\.)(#?[A-Za-z_$][\w$]*)(?=\s*\()/, ["delimiter", "function"]],
  [/(\??\.)(#?[A-Za-z_$][\w$]*)/, ["delimiter", "identifier"]],
  [/(?:default|true|false|null|undefined|this)(?=\s*:)/, "keyword"],
  [/[a-z_$][\w$]*(?=\??:(?!:))/, "identifier"],
  [/[a-z_$][\w$]*(?=\s*\()/, KEYWORD_OR("function")],
  [/([A-Z][\w$]*)(<)(?=[\w\s{["'(])/, ["type.identifier", "delimiter.angle"]],
  [/([a-z_$][\w$]*)(<)(?=[\w\s{["'(])/, [KEYWORD_OR("function"), "delimiter.angle"]],
];

const JSX_START: Rules = [
  [/<>/, { token: "delimiter.tag", next: "@jsxText" }],
  [
    /<(?=[A-Za-z_$][\w$.:-]*(?:\s*\/?>|\s+(?!extends\b)[\w{/]|\s*$))/,
    { token: "delimiter.tag", next: "@jsxTag" },
  ],
];

const TAG_NAME = { cases: { "[a-z].*": "tag", "@default": "tag.component" } };

const JSX_STATES: Record<string, Rules> = {
  jsxTag: [[/[A-Za-z_$][\w$.:-]*/, switchTo(TAG_NAME, "@jsxAttributes")]],
  jsxAttributes: [
    [/\s+/, ""],
    [/\/\*/, "comment", "@comment"],
    [/\/\/.*$/, "comment"],
    [/\/>/, { token: "delimiter.tag", next: "@pop" }],
    [/>/, { token: "delimiter.tag", switchTo: "@jsxText" }],
    [/[A-Za-z_$][\w$:-]*/, "attribute.name"],
    [/=/, "delimiter"],
    [/"/, "string", "@jsxDouble"],
    [/'/, "string", "@jsxSingle"],
    [/\{/, { token: "delimiter.bracket", next: "@bracketCounting" }],
    [/./, ""],
  ],
  jsxDouble: [
    [/[^"]+/, "string"],
    [/"/, "string", "@pop"],
  ],
  jsxSingle: [
    [/[^']+/, "string"],
    [/'/, "string", "@pop"],
  ],
  jsxText: [
    [
      /(<\/)(\s*)([\w$.:-]*)(\s*)(>)/,
      ["delimiter.tag", "", TAG_NAME, "", { token: "delimiter.tag", next: "@pop" }],
    ],
    [/<>/, { token: "delimiter.tag", next: "@jsxText" }],
    [/<(?=[A-Za-z_$])/, { token: "delimiter.tag", next: "@jsxTag" }],
    [/\{/, { token: "delimiter.bracket", next: "@bracketCounting" }],
    [/&#?\w+;/, "string.escape"],
    [/[^<{&]+/, ""],
    [/./, ""],
  ],
};

/** The same choice of token, each of them followed by a switch of state. */
function switchTo(choice: { cases: Record<string, string> }, state: string) {
  const cases = Object.entries(choice.cases).map(
    ([test, token]) => [test, { token, switchTo: state }] as const,
  );
  return { cases: Object.fromEntries(cases) };
}
