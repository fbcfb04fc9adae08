import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { AppId } from "../../../common/apps/appId.ts";
import { FilePath } from "../../../common/apps/filePath.ts";
import { silentLog } from "../../../common/base/log.ts";
import type { FormatInput, FormatResult } from "../../../common/contracts/formatting.ts";
import { ToolProcess } from "../../formatting/toolProcess.ts";
import { TextToolsService } from "./textToolsService.ts";

const APP = AppId.parse("format");
const packages = path.resolve(import.meta.dirname, "../../../../node_modules");
let root: string;
let trusted: boolean;
let tools: TextToolsService;

beforeEach(async () => {
  root = await realpath(await mkdtemp(path.join(os.tmpdir(), "studio-format-")));
  trusted = true;
  tools = new TextToolsService({
    appOf: () => ({ folder: root, trusted }),
    start: (folder) =>
      new ToolProcess({
        nodeBinary: process.execPath,
        entry: path.resolve(import.meta.dirname, "../../formatting/entry.ts"),
        root: folder,
        log: silentLog,
      }),
    limits: { formatMs: 10_000, lintMs: 20_000 },
  });
});

afterEach(async () => {
  await tools[Symbol.asyncDispose]();
  await rm(root, { recursive: true, force: true });
});

async function put(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(path.join(root, file)), { recursive: true });
  await writeFile(path.join(root, file), text);
}

async function install(name: string): Promise<void> {
  await mkdir(path.join(root, "node_modules"), { recursive: true });
  await symlink(path.join(packages, name), path.join(root, "node_modules", name));
}

/** A Prettier of the app's own, with code of the test's. */
async function installFake(code: string): Promise<void> {
  await put(
    "node_modules/prettier/package.json",
    '{ "name": "prettier", "version": "3.0.0", "main": "index.cjs" }',
  );
  await put(
    "node_modules/prettier/index.cjs",
    `exports.getFileInfo = async () => ({ ignored: false, inferredParser: "babel" });
     exports.resolveConfig = async () => ({});
     exports.format = async (text) => { ${code} };`,
  );
  await put("package.json", '{ "devDependencies": { "prettier": "3.0.0" } }');
}

function format(text: string, more: Partial<FormatInput> = {}): Promise<FormatResult> {
  return tools.format({
    appId: APP,
    path: FilePath.parse("src/a.ts"),
    text,
    range: null,
    onlyWithOwn: false,
    indent: { spaces: true, size: 4 },
    ...more,
  });
}

test("without a formatter of its own an app gets Studio's, in the file's indentation", async () => {
  expect(await format("if (a) {\nb( 'x' )}")).toEqual({
    kind: "formatted",
    text: 'if (a) {\n    b("x");\n}\n',
    by: { name: "prettier", origin: "studio" },
  });
  expect(await format("a( 1 )", { onlyWithOwn: true })).toEqual({
    kind: "left",
    reason: "no-formatter",
  });
});

test("the app's Prettier configuration holds, the one nearest to the file", async () => {
  await put("package.json", '{ "prettier": { "semi": false } }');
  expect(await format("a( 'x' );")).toMatchObject({ text: 'a("x")\n', by: { origin: "app" } });
  await put("src/.prettierrc", "singleQuote: true");
  expect(await format("a( 'x' )", { onlyWithOwn: true })).toMatchObject({ text: "a('x');\n" });
});

test("what Prettier is told to ignore, and what it does not know, stays as it is", async () => {
  await put(".prettierrc", "{}");
  await put(".prettierignore", "src/a.ts\n");
  expect(await format("a( 1 )")).toEqual({ kind: "left", reason: "ignored" });
  expect(await format("a  b", { path: FilePath.parse("notes.xyz") })).toEqual({
    kind: "left",
    reason: "not-supported",
  });
});

test("only what is selected is formatted", async () => {
  const text = "a( 1 )\nb( 2 )\nc( 3 )\n";
  expect(await format(text, { range: { start: 7, end: 13 } })).toMatchObject({
    text: "a( 1 )\nb(2);\nc( 3 )\n",
  });
});

test("an app that uses oxfmt is formatted by it", async () => {
  await install("oxfmt");
  await put(".oxfmtrc.json", '{ "singleQuote": true }');
  await put("src/a.ts", "");
  expect(await format('a( "x" )')).toEqual({
    kind: "formatted",
    text: "a('x');\n",
    by: { name: "oxfmt", origin: "app" },
  });
  expect(await format("what is this", { path: FilePath.parse("notes.xyz") })).toEqual({
    kind: "left",
    reason: "not-supported",
  });
});

test("a formatter that is set up but not installed is named", async () => {
  await put("biome.json", "{}");
  expect(await format("a( 1 )")).toMatchObject({
    kind: "failed",
    problem: { message: "Biome is set up for this app but not installed." },
  });
});

test("nothing of an app that is not trusted runs", async () => {
  await installFake("throw new Error('ran')");
  trusted = false;
  expect(await format("a( 1 )")).toMatchObject({ text: "a(1);\n", by: { origin: "studio" } });
});

test("text that cannot be read is refused with the place", async () => {
  expect(await format("let a = ;")).toMatchObject({
    kind: "failed",
    problem: { message: expect.stringMatching(/^Prettier could not read src\/a\.ts: .*\(1:9\)/) },
  });
});

test.each([
  ["an empty text", "return ''"],
  ["half of it", "return text.slice(0, text.length / 2)"],
  ["a message", "return 'Error: could not format the file, see the log for what happened here'"],
])("a formatter that gives back %s is not believed", async (_, code) => {
  await installFake(code);
  const text = Array.from({ length: 40 }, (__, at) => `const value${at} = ${at};\n`).join("");
  expect(await format(text)).toMatchObject({ kind: "failed", problem: { code: "internal" } });
});

test("a formatter that hangs or dies is ended, and the next one works", async () => {
  await tools[Symbol.asyncDispose]();
  await installFake(
    "if (text === 'loop') for (;;) {}; if (text === 'die') process.exit(7); return text",
  );
  tools = new TextToolsService({
    appOf: () => ({ folder: root, trusted }),
    start: (folder) =>
      new ToolProcess({
        nodeBinary: process.execPath,
        entry: path.resolve(import.meta.dirname, "../../formatting/entry.ts"),
        root: folder,
        log: silentLog,
      }),
    limits: { formatMs: 3000, lintMs: 3000 },
  });
  expect(await format("die")).toMatchObject({ problem: { code: "process-down" } });
  expect(await format("loop")).toMatchObject({
    problem: { message: "Prettier: It did not answer within 3 seconds." },
  });
  expect(await format("fine")).toMatchObject({ kind: "formatted", text: "fine" });
});

test("oxlint's findings stand at their places, once the text is on the disk", async () => {
  await install("oxlint");
  await put(".oxlintrc.json", '{ "rules": { "no-debugger": "error" } }');
  const text = "// äöü 🌍\nexport const a = 1;\n  debugger;\n";
  await put("src/a.ts", text);
  const input = { appId: APP, path: FilePath.parse("src/a.ts"), text };
  expect(await tools.lint({ ...input, isSaved: false })).toMatchObject({ reason: "not-saved" });
  expect(await tools.lint({ ...input, isSaved: true })).toMatchObject({
    kind: "linted",
    by: "oxlint",
    findings: [
      {
        diagnostic: {
          range: { start: { line: 2, character: 2 }, end: { line: 2, character: 11 } },
          severity: "error",
          source: "oxlint",
          code: "eslint(no-debugger)",
        },
      },
    ],
  });
  trusted = false;
  expect(await tools.lint({ ...input, isSaved: true })).toEqual({
    kind: "left",
    reason: "not-trusted",
  });
});
