import { fileName } from "../../../common/apps/filePath.ts";

export interface FileLanguage {
  /** Monaco's language id, which is also the one of the language server protocol. */
  readonly id: string;
  readonly title: string;
}

const LANGUAGES = {
  typescript: "TypeScript",
  typescriptreact: "TypeScript JSX",
  javascript: "JavaScript",
  javascriptreact: "JavaScript JSX",
  css: "CSS",
  scss: "SCSS",
  less: "Less",
  html: "HTML",
  json: "JSON",
  markdown: "Markdown",
  mdx: "MDX",
  sql: "SQL",
  yaml: "YAML",
  ini: "TOML",
  xml: "XML",
  shell: "Shell",
  dockerfile: "Dockerfile",
  graphql: "GraphQL",
  python: "Python",
  plaintext: "Plain text",
} as const;

type LanguageId = keyof typeof LANGUAGES;

const BY_EXTENSION: Readonly<Record<string, LanguageId>> = {
  ts: "typescript",
  mts: "typescript",
  cts: "typescript",
  tsx: "typescriptreact",
  js: "javascript",
  mjs: "javascript",
  cjs: "javascript",
  jsx: "javascriptreact",
  css: "css",
  pcss: "css",
  scss: "scss",
  less: "less",
  html: "html",
  htm: "html",
  vue: "html",
  svelte: "html",
  json: "json",
  jsonc: "json",
  json5: "json",
  map: "json",
  webmanifest: "json",
  md: "markdown",
  markdown: "markdown",
  mdx: "mdx",
  sql: "sql",
  yaml: "yaml",
  yml: "yaml",
  toml: "ini",
  ini: "ini",
  env: "ini",
  xml: "xml",
  svg: "xml",
  sh: "shell",
  bash: "shell",
  zsh: "shell",
  graphql: "graphql",
  gql: "graphql",
  py: "python",
};

const BY_NAME: Readonly<Record<string, LanguageId>> = {
  dockerfile: "dockerfile",
  containerfile: "dockerfile",
  ".gitignore": "ini",
  ".npmrc": "ini",
  ".editorconfig": "ini",
  ".prettierrc": "json",
  ".babelrc": "json",
};

export function fileLanguage(path: string): FileLanguage {
  const name = fileName(path).toLowerCase();
  const id = byName(name) ?? byExtension(name) ?? "plaintext";
  const title = id === "ini" && !name.endsWith(".toml") ? "Ini" : LANGUAGES[id];
  return { id, title };
}

function byName(name: string): LanguageId | undefined {
  if (name === ".env" || name.startsWith(".env.") || name === ".dev.vars") return "ini";
  if (name.startsWith("dockerfile.")) return "dockerfile";
  return Object.hasOwn(BY_NAME, name) ? BY_NAME[name] : undefined;
}

function byExtension(name: string): LanguageId | undefined {
  const extension = name.slice(name.lastIndexOf(".") + 1);
  return Object.hasOwn(BY_EXTENSION, extension) ? BY_EXTENSION[extension] : undefined;
}
