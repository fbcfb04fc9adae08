import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { rgPath } from "@vscode/ripgrep";
import { afterEach, beforeEach, expect, test } from "vitest";
import { eventually } from "../../../../tools/test/eventually.ts";
import { toProblem } from "../../../common/contracts/problem.ts";
import type { SearchedFile, SearchEvent, SearchQuery } from "../../../common/contracts/search.ts";
import { searchFiles } from "./searchFiles.ts";

let root = "";
beforeEach(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), "search-")));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function put(file: string, content: string | Uint8Array): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), content);
}

function query(pattern: string, change: Partial<SearchQuery> = {}): SearchQuery {
  return {
    pattern,
    isRegex: false,
    matchCase: false,
    wholeWord: false,
    include: [],
    exclude: [],
    respectIgnores: true,
    captures: false,
    ...change,
  };
}

async function all(search: AsyncIterable<SearchEvent>): Promise<SearchEvent[]> {
  const told: SearchEvent[] = [];
  for await (const event of search) told.push(event);
  return told;
}

async function events(asked: SearchQuery, signal?: AbortSignal): Promise<SearchEvent[]> {
  return await all(searchFiles({ ripgrep: rgPath, root, query: asked, signal }));
}

async function found(asked: SearchQuery): Promise<SearchedFile[]> {
  const told = await events(asked);
  return told
    .flatMap((event) => (event.type === "found" ? event.files : []))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

async function paths(asked: SearchQuery): Promise<string[]> {
  return (await found(asked)).map((file) => file.path);
}

async function done(asked: SearchQuery) {
  return (await events(asked)).find((event) => event.type === "done");
}

test("a match is told in lines and columns as an editor counts them", async () => {
  put("src/a.ts", "const café = '😀 tide';\r\nlet tide = 1;\r\n");
  expect(await found(query("tide"))).toEqual([
    {
      path: "src/a.ts",
      hasLongLine: false,
      matches: [
        {
          line: 1,
          column: 18,
          endLine: 1,
          endColumn: 22,
          preview: "const café = '😀 tide';",
          previewAt: 17,
          isCut: false,
          text: "tide",
          groups: [],
        },
        {
          line: 2,
          column: 5,
          endLine: 2,
          endColumn: 9,
          preview: "let tide = 1;",
          previewAt: 4,
          isCut: false,
          text: "tide",
          groups: [],
        },
      ],
    },
  ]);
});

test("case, whole words and regular expressions are as asked", async () => {
  put("a.txt", "Tide tide tides\nt.de\n");
  const count = async (asked: SearchQuery): Promise<number> =>
    (await found(asked)).flatMap((file) => file.matches).length;
  expect(await count(query("tide"))).toBe(3);
  expect(await count(query("tide", { matchCase: true }))).toBe(2);
  expect(await count(query("tide", { matchCase: true, wholeWord: true }))).toBe(1);
  expect(await count(query("t.de"))).toBe(1);
  expect(await count(query("t.de", { isRegex: true }))).toBe(4);
  expect(await count(query("(?<=t)ides", { isRegex: true }))).toBe(1);
});

test("a line break in a pattern matches across both kinds of line ending", async () => {
  put("unix.txt", "one\ntwo\n");
  put("windows.txt", "one\r\ntwo\r\n");
  const files = await found(query(String.raw`one\ntwo`, { isRegex: true }));
  expect(files.map((file) => [file.path, file.matches[0]?.endLine, file.matches[0]?.text])).toEqual(
    [
      ["unix.txt", 2, "one\ntwo"],
      ["windows.txt", 2, "one\r\ntwo"],
    ],
  );
});

test("a class that excludes line breaks still finds line by line", async () => {
  put("a.txt", "one two\nthree\n");
  const [file] = await found(query(String.raw`t[^\n]+`, { isRegex: true }));
  expect(file?.matches.map((match) => match.text)).toEqual(["two", "three"]);
});

test("groups are told as the engine that matched captured them", async () => {
  put("a.txt", "price: 12 EUR\n");
  const pattern = String.raw`(?<amount>\d+) (EUR|USD)(x)?`;
  const [file] = await found(query(pattern, { isRegex: true, captures: true }));
  expect(file?.matches[0]?.groups).toEqual(["12", "EUR", ""]);
});

test("what .gitignore names, packages and Studio's own state are left out", async () => {
  for (const file of ["src/a.ts", "dist/a.ts", "src/gen/a.ts", "node_modules/p/a.ts"]) {
    put(file, "tide");
  }
  put(".overskill/state", "tide");
  put(".git/HEAD", "tide");
  put(".env", "tide");
  put(".gitignore", "dist\n");
  put("src/.gitignore", "gen/\n");
  expect(await paths(query("tide"))).toEqual([".env", "src/a.ts"]);
  expect(await paths(query("tide", { respectIgnores: false }))).toEqual([
    ".env",
    "dist/a.ts",
    "node_modules/p/a.ts",
    "src/a.ts",
    "src/gen/a.ts",
  ]);
});

test("including a folder does not bring back what .gitignore leaves out of it", async () => {
  for (const file of ["src/a.ts", "src/a.css", "src/gen/a.ts", "docs/a.ts"]) put(file, "tide");
  put(".gitignore", "gen/\n");
  expect(await paths(query("tide", { include: ["src"] }))).toEqual(["src/a.css", "src/a.ts"]);
  expect(await paths(query("tide", { include: ["./src/**"], exclude: ["*.css"] }))).toEqual([
    "src/a.ts",
  ]);
  expect(await paths(query("tide", { include: ["*.{css,md}"] }))).toEqual(["src/a.css"]);
  expect(await paths(query("tide", { exclude: ["src"] }))).toEqual(["docs/a.ts"]);
});

test("links out of the folder are not followed", async () => {
  const outside = mkdtempSync(path.join(tmpdir(), "search-outside-"));
  writeFileSync(path.join(outside, "secret.txt"), "tide");
  symlinkSync(outside, path.join(root, "folder-link"));
  symlinkSync(path.join(outside, "secret.txt"), path.join(root, "file-link.txt"));
  symlinkSync(root, path.join(root, "loop"));
  put("own.txt", "tide");
  expect(await paths(query("tide"))).toEqual(["own.txt"]);
  rmSync(outside, { recursive: true });
});

test("a binary file is no text, a file in another encoding is", async () => {
  put("binary.bin", "tide\n\0\0\0");
  put("utf16.txt", Buffer.from("\ufefflow tide\n", "utf16le"));
  put("bom.txt", "\ufefftide\n");
  put("latin1.txt", Buffer.from("caf\xe9 tide\n", "latin1"));
  const files = await found(query("tide"));
  expect(files.map((file) => [file.path, file.matches[0]?.column])).toEqual([
    ["bom.txt", 1],
    ["latin1.txt", 6],
    ["utf16.txt", 5],
  ]);
});

test("names that a command line could take for something else are only names", async () => {
  put("-n.txt", "--files tide");
  put("a b\nc/ü😀.txt", "--files");
  expect(await paths(query("--files"))).toEqual(["-n.txt", "a b\nc/ü😀.txt"]);
});

test("of a long line only the part around the match is told", async () => {
  put("long.js", `${"x".repeat(50_000)}tide${"y".repeat(50_000)}`);
  const [match] = (await found(query("tide")))[0]?.matches ?? [];
  expect(match?.column).toBe(50_001);
  expect(match?.isCut).toBe(true);
  expect(match?.preview.slice(match.previewAt, match.previewAt + 4)).toBe("tide");
  expect(match?.preview.length).toBeLessThan(500);
});

test("a file with one enormous line is named, without holding the line", async () => {
  put("enormous.js", `${"x".repeat(4_000_000)}tide`);
  expect(await found(query("tide"))).toEqual([
    { path: "enormous.js", matches: [], hasLongLine: true },
  ]);
});

test("a search ends at 10,000 matches and says so", async () => {
  for (let file = 0; file < 30; file++) put(`f${file}.txt`, "tide\n".repeat(1000));
  const told = await events(query("tide"));
  const files = told.flatMap((event) => (event.type === "found" ? event.files : []));
  expect(files.reduce((sum, file) => sum + file.matches.length, 0)).toBe(10_000);
  expect(told.at(-1)).toMatchObject({ type: "done", limitReached: true, searched: null });
});

test("an empty result says how many files were looked into", async () => {
  put("a.txt", "low");
  put("b.txt", "water");
  expect(await events(query("tide"))).toEqual([
    { type: "done", searched: 2, limitReached: false, unread: [], elapsedMs: expect.any(Number) },
  ]);
});

test.skipIf(process.getuid?.() === 0)("a file that cannot be read is named", async () => {
  put("a.txt", "tide");
  put("locked.txt", "tide");
  chmodSync(path.join(root, "locked.txt"), 0);
  expect(await done(query("tide"))).toMatchObject({ unread: ["locked.txt: Permission denied"] });
});

test("a broken expression is refused with what is wrong about it", async () => {
  put("a.txt", "tide");
  const refused = async (asked: SearchQuery) => await events(asked).catch(toProblem);
  expect(await refused(query("(tide", { isRegex: true }))).toMatchObject({
    code: "invalid-input",
    message: "Not a regular expression: unclosed group.",
  });
  expect(await refused(query("(?<=a)b(", { isRegex: true }))).toMatchObject({
    message: "Not a regular expression: missing closing parenthesis.",
  });
  expect(await refused(query("tide", { exclude: ["a{b"] }))).toMatchObject({
    code: "invalid-input",
    message: expect.stringContaining("“a{b” names no files"),
  });
  expect(await refused(query("tide", { include: ["src", "a{b"] }))).toMatchObject({
    message: expect.stringContaining("“a{b” names no files"),
  });
});

test("an abandoned search leaves no process behind", async () => {
  for (let file = 0; file < 200; file++) put(`f${file}.txt`, "low tide\n".repeat(40));
  const aborting = new AbortController();
  const search = searchFiles({
    ripgrep: rgPath,
    root,
    query: query("tide"),
    signal: aborting.signal,
  });
  const first = await search.next();
  expect(first.value).toMatchObject({ type: "found" });
  aborting.abort();
  expect((await all(search)).some((event) => event.type === "done")).toBe(false);
  await eventually(() => {
    expect(process.getActiveResourcesInfo()).not.toContain("ProcessWrap");
  });
});

test("a program that is not there is a problem in words", async () => {
  const run = searchFiles({ ripgrep: "/none/rg", root, query: query("tide"), signal: undefined });
  expect(await all(run).catch(toProblem)).toMatchObject({ code: "process-down" });
});
