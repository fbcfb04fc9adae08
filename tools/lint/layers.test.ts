// A gate that checks nothing is green too: each rule is shown to fire, on a tree of its own.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");
let tree: string;

beforeEach(() => {
  tree = mkdtempSync(path.join(os.tmpdir(), "studio-layers-"));
  for (const file of ["oxlint.config.ts", "tsconfig.base.json", "package.json"]) {
    cpSync(path.join(root, file), path.join(tree, file));
  }
  mkdirSync(path.join(tree, "tools/lint"), { recursive: true });
  cpSync(path.join(root, "tools/lint/layers.mjs"), path.join(tree, "tools/lint/layers.mjs"));
  symlinkSync(path.join(root, "node_modules"), path.join(tree, "node_modules"), "junction");
  write("tsconfig.json", '{ "extends": "./tsconfig.base.json", "include": ["src"] }');
});

afterEach(() => rmSync(tree, { recursive: true, force: true }));

function write(file: string, text: string): void {
  const full = path.join(tree, file);
  mkdirSync(path.dirname(full), { recursive: true });
  writeFileSync(full, text);
}

interface Finding {
  readonly code: string;
  readonly message: string;
  readonly filename: string;
}

/** What our own configuration finds in the tree. */
function lint(): Finding[] {
  const program = path.join(root, "node_modules/oxlint/bin/oxlint");
  const args = [program, "--format", "json", "src"];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: tree, encoding: "utf8" });
  if (!stdout.startsWith("{")) throw new Error(`oxlint did not run: ${stdout}${stderr}`);
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: Finding[] };
  return diagnostics.map(({ code, message, filename }) => ({ code, message, filename }));
}

/** One file that imports another, each in a place of its own. */
function plant(from: string, to: string, statement = "import"): Finding[] {
  const specifier = path.relative(path.dirname(from), to);
  const relative = specifier.startsWith(".") ? specifier : `./${specifier}`;
  write(to, "export const planted = 1;\nexport type Planted = number;\n");
  const clause = statement === "import type" ? "{ Planted as planted }" : "{ planted }";
  const use = statement === "import type" ? "export type Used = planted;" : "export { planted };";
  write(from, `${statement} ${clause} from "${relative}";\n${use}\n`);
  return lint();
}

const FORBIDDEN: readonly (readonly [string, string])[] = [
  ["src/common/base/a.ts", "src/common/contracts/b.ts"],
  ["src/common/contracts/a.ts", "src/main/services/files/b.ts"],
  ["src/main/services/files/a.ts", "src/main/services/preview/b.ts"],
  ["src/main/services/files/a.ts", "src/main/storage/b.ts"],
  ["src/main/rpc/a.ts", "src/main/storage/b.ts"],
  ["src/main/electron/a.ts", "src/main/services/files/b.ts"],
  ["src/main/index.ts", "src/main/compose.ts"],
  ["src/preload/index.ts", "src/main/host.ts"],
  ["src/renderer/features/chat/a.ts", "src/renderer/features/editor/b.ts"],
  ["src/renderer/features/chat/a.ts", "src/main/host.ts"],
  ["src/renderer/ui/a.ts", "src/renderer/features/chat/b.ts"],
  ["src/workers/dispatch/a.ts", "src/common/contracts/b.ts"],
];

test.each(FORBIDDEN)("%s may not import %s, not even a type", (from, to) => {
  for (const statement of ["import", "import type"]) {
    expect(plant(from, to, statement)).toContainEqual({
      code: "layers(direction)",
      message: expect.stringMatching(/may not import/),
      filename: from,
    });
  }
});

const ALLOWED: readonly (readonly [string, string])[] = [
  ["src/common/contracts/a.ts", "src/common/base/b.ts"],
  ["src/main/services/files/a.ts", "src/common/contracts/b.ts"],
  ["src/main/services/files/a.ts", "src/main/services/files/b.ts"],
  ["src/main/compose.ts", "src/main/storage/b.ts"],
  ["src/main/electron/a.ts", "src/main/rpc/contentPolicy.ts"],
  ["src/renderer/features/chat/a.ts", "src/renderer/ui/b.ts"],
  ["src/workers/dispatch/a.ts", "src/common/apps/b.ts"],
];

test.each(ALLOWED)("%s may import %s", (from, to) => {
  expect(plant(from, to)).toEqual([]);
});

test("the renderer knows the router by type alone", () => {
  const files = ["src/renderer/client/a.ts", "src/main/rpc/router.ts"] as const;
  expect(plant(...files, "import type")).toEqual([]);
  expect(plant(...files).map(({ code }) => code)).toContain("layers(direction)");
});

test("electron is imported by the shell and the preload alone", () => {
  const text = 'import { app } from "electron";\nexport { app };\n';
  write("src/main/electron/a.ts", text);
  write("src/preload/a.ts", text);
  expect(lint()).toEqual([]);
  write("src/main/services/files/a.ts", text);
  expect(lint()).toEqual([
    {
      code: "layers(direction)",
      message: "electron is imported only by the shell and the preload",
      filename: "src/main/services/files/a.ts",
    },
  ]);
});

test("dynamic imports and re-exports count", () => {
  write("src/main/storage/b.ts", "export const planted = 1;\n");
  write("src/common/base/a.ts", 'export { planted } from "../../main/storage/b.ts";\n');
  write("src/common/base/c.ts", 'export const late = () => import("../../main/storage/b.ts");\n');
  const found = lint().filter(({ code }) => code === "layers(direction)");
  expect(found.map(({ filename }) => filename).toSorted()).toEqual([
    "src/common/base/a.ts",
    "src/common/base/c.ts",
  ]);
});

test("cycles, floating promises, any and long functions are found", () => {
  write(
    "src/common/base/a.ts",
    'import { b } from "./b.ts";\nexport const a = (): number => b();\n',
  );
  write(
    "src/common/base/b.ts",
    'import { a } from "./a.ts";\nexport const b = (): number => a();\n',
  );
  const lines = Array.from({ length: 81 }, (_, at) => `  total += ${at};`).join("\n");
  write(
    "src/common/base/c.ts",
    `export async function later(): Promise<void> {}
export function run(input: any): number {
  later();
  let total = Number(input);
${lines}
  return total;
}
`,
  );
  const codes = new Set(lint().map(({ code }) => code));
  expect([...codes]).toEqual(
    expect.arrayContaining([
      "eslint(max-lines-per-function)",
      "import(no-cycle)",
      "typescript(no-explicit-any)",
      "typescript(no-floating-promises)",
    ]),
  );
});
