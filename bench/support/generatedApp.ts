import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { FilePath } from "../../src/common/apps/filePath.ts";

/** An app on disk of the size that the editor's figures are stated for. The same in every run. */
export interface GeneratedApp extends AsyncDisposable {
  /** Without links. */
  readonly folder: string;
  /** Every file, the ones below included. */
  readonly files: readonly FilePath[];
  /** In the order in which they import each other: each imports earlier ones. */
  readonly typeScriptFiles: readonly FilePath[];
}

interface GeneratedFile {
  readonly path: FilePath;
  readonly text: string;
}

const FILES = 10_000;
const COMPONENTS = 600;
const MODULES = 1_400;
const FOLDERS = 100;
const WRITTEN_AT_ONCE = 100;

/** Makes an app of 2,000 TypeScript files, 10,000 files in all, in a temporary folder. */
export async function generateApp(): Promise<GeneratedApp> {
  const folder = await realpath(await mkdtemp(path.join(os.tmpdir(), "studio-bench-large-")));
  const typeScript = typeScriptFiles();
  const files = [...typeScript, ...rootFiles()];
  files.push(...otherFiles(FILES - files.length));
  await writeAll(folder, files);
  return {
    folder,
    files: files.map((file) => file.path),
    typeScriptFiles: typeScript.map((file) => file.path),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true, maxRetries: 10 }),
  };
}

async function writeAll(folder: string, files: readonly GeneratedFile[]): Promise<void> {
  const folders = new Set(files.map((file) => path.dirname(path.join(folder, file.path))));
  for (const each of folders) await mkdir(each, { recursive: true });
  for (let at = 0; at < files.length; at += WRITTEN_AT_ONCE) {
    const batch = files.slice(at, at + WRITTEN_AT_ONCE);
    await Promise.all(batch.map((file) => writeFile(path.join(folder, file.path), file.text)));
  }
}

const WORDS = "harbor tide order basket price quay crate ledger route berth cargo parcel".split(
  " ",
);

function word(index: number): string {
  return WORDS[index % WORDS.length] ?? "";
}

function capitalized(index: number): string {
  const plain = word(index);
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}

const nameOf = (index: number): string => `${capitalized(index)}${capitalized(index * 7 + 3)}`;

function folderOf(index: number): string {
  const number = index % FOLDERS;
  return `src/features/${word(number)}-${number}`;
}

function typeScriptFiles(): GeneratedFile[] {
  return Array.from({ length: MODULES + COMPONENTS }, (_, index) =>
    index < MODULES ? moduleFile(index) : componentFile(index),
  );
}

function modulePath(index: number): string {
  return `${folderOf(index)}/model/${word(index)}${index}.ts`;
}

const importOf = (index: number): string => `@/${modulePath(index).slice("src/".length)}`;

/** Earlier modules that a file imports: near and far, so that a change reaches many. */
function imported(index: number): readonly number[] {
  const earlier = Math.min(index, MODULES);
  const candidates = [index - 1, Math.floor(index / 2), Math.floor(index / 7)];
  return [...new Set(candidates.filter((each) => each >= 0 && each < earlier))];
}

function importLines(index: number): string {
  return imported(index)
    .map(
      (each) => `import { total${each}, type ${nameOf(each)}${each} } from "${importOf(each)}";\n`,
    )
    .join("");
}

function moduleFile(index: number): GeneratedFile {
  const name = `${nameOf(index)}${index}`;
  const parts = imported(index);
  const text = `${importLines(index)}
/** A ${word(index)} of the ${word(index + 5)}, as the ${word(index + 2)} keeps it. */
export interface ${name} {
  readonly id: string;
  readonly label: string;
  readonly amount: number;
  readonly tags: readonly string[];
${parts.map((each) => `  readonly part${each}: ${nameOf(each)}${each} | null;\n`).join("")}}

export function create${index}(id: string, amount: number): ${name} {
  return {
    id,
    label: \`${word(index)} \${id}\`,
    amount,
    tags: ["${word(index + 1)}", "${word(index + 4)}"],
${parts.map((each) => `    part${each}: null,\n`).join("")}  };
}

export function total${index}(items: readonly ${name}[]): number {
  let sum = 0;
  for (const item of items) {
    sum += item.amount;
${parts.map((each) => `    if (item.part${each} !== null) sum += total${each}([item.part${each}]);\n`).join("")}  }
  return Math.round(sum * 100) / 100;
}

export const describe${index} = (item: ${name}): string =>
  \`\${item.label}: \${item.amount.toFixed(2)} (\${item.tags.join(", ")})\`;
`;
  return { path: FilePath.parse(modulePath(index)), text };
}

function componentFile(index: number): GeneratedFile {
  const name = `${nameOf(index)}${index}View`;
  const [first = 0] = imported(index);
  const text = `import { useMemo, useState } from "react";
import { create${first}, describe${first}, type ${nameOf(first)}${first} } from "${importOf(first)}";

interface ${name}Props {
  readonly title: string;
  readonly items: readonly ${nameOf(first)}${first}[];
  readonly onChoose?: (id: string) => void;
}

export function ${name}({ title, items, onChoose }: ${name}Props) {
  const [query, setQuery] = useState("");
  const shown = useMemo(
    () => items.filter((item) => item.label.toLowerCase().includes(query.toLowerCase())),
    [items, query],
  );
  return (
    <section aria-label={title} className="flex flex-col gap-2 rounded-md border p-4">
      <h2 className="text-lg font-semibold">{title}</h2>
      <input value={query} onChange={(event) => setQuery(event.target.value)} />
      <ul>
        {shown.map((item) => (
          <li key={item.id}>
            <button type="button" onClick={() => onChoose?.(item.id)}>
              {describe${first}(item)}
            </button>
          </li>
        ))}
      </ul>
      {shown.length === 0 && <p>{describe${first}(create${first}("none", 0))}</p>}
    </section>
  );
}
`;
  return { path: FilePath.parse(`${folderOf(index)}/view/${name}.tsx`), text };
}

const COMPILER_OPTIONS = {
  target: "ES2023",
  lib: ["ES2023", "DOM", "DOM.Iterable"],
  module: "ESNext",
  moduleResolution: "bundler",
  jsx: "react-jsx",
  strict: true,
  noEmit: true,
  allowImportingTsExtensions: true,
  skipLibCheck: true,
  paths: { "@/*": ["./src/*"] },
};

function rootFiles(): readonly GeneratedFile[] {
  const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
  const files = {
    "package.json": json({
      name: "large-app",
      private: true,
      type: "module",
      dependencies: { react: "19.3.1", "react-dom": "19.3.1" },
      devDependencies: { "@types/react": "19.3.0", vite: "8.3.8" },
    }),
    "tsconfig.json": json({ compilerOptions: COMPILER_OPTIONS, include: ["src"] }),
    ".gitignore": "node_modules\ndist\n",
    "index.html":
      '<!doctype html>\n<title>Large</title>\n<script type="module" src="/src/main.js"></script>\n',
    "src/main.js": 'document.body.textContent = "A large app";\n',
  };
  return Object.entries(files).map(([file, text]) => ({ path: FilePath.parse(file), text }));
}

const OTHER_KINDS = ["md", "json", "css", "svg", "txt"];

function otherFiles(count: number): readonly GeneratedFile[] {
  return Array.from({ length: count }, (_, index) => {
    const kind = OTHER_KINDS[index % OTHER_KINDS.length] ?? "txt";
    const folder =
      index % 2 === 0 ? `content/${word(index)}/${index % 40}` : `${folderOf(index)}/assets`;
    const file = `${folder}/${word(index)}-${word(index * 5 + 1)}-${index}.${kind}`;
    return { path: FilePath.parse(file), text: otherText(kind, index) };
  });
}

function otherText(kind: string, index: number): string {
  const sentence = (line: number): string =>
    `The ${word(index + line)} of ${word(index * 3 + line)} ${index} meets the ${word(line * 5 + 2)}.`;
  const lines = Array.from({ length: 30 }, (_, line) => sentence(line));
  switch (kind) {
    case "json":
      return `${JSON.stringify({ id: index, lines }, null, 2)}\n`;
    case "css":
      return lines
        .map((line, at) => `.row-${index}-${at} {\n  /* ${line} */\n  gap: ${at}px;\n}\n`)
        .join("");
    case "svg":
      return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><title>${sentence(0)}</title><path d="M${index % 24} 2v20"/></svg>\n`;
    default:
      return `# ${sentence(0)}\n\n${lines.join("\n")}\n`;
  }
}
