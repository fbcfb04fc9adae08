import { afterEach, beforeEach, expect, test } from "vitest";
import { filePath, WorkspaceFixture } from "../workspace/workspaceFixture.ts";
import { editorConfigOf } from "./editorConfigOf.ts";

let fixture: WorkspaceFixture;
beforeEach(() => (fixture = new WorkspaceFixture()));
afterEach(() => fixture[Symbol.asyncDispose]());

const NOTHING = {
  indentStyle: null,
  indentSize: null,
  tabWidth: null,
  endOfLine: null,
  charset: null,
  trimTrailingWhitespace: null,
  insertFinalNewline: null,
};

const of = (file: string) => editorConfigOf(fixture.workspace, filePath(file));

test("the nearest file that says something of a name counts, up to a root", async () => {
  fixture.put(
    ".editorconfig",
    "root = true\n[*]\nindent_style = space\nindent_size = 2\nend_of_line = lf\ncharset = utf-8\n" +
      "trim_trailing_whitespace = true\ninsert_final_newline = true\n[*.md]\ntrim_trailing_whitespace = false\n[Makefile]\nindent_style = tab\n",
  );
  fixture.put("legacy/.editorconfig", "[*.{js,css}]\nend_of_line = crlf\nindent_size = unset\n");
  expect(await of("src/App.tsx")).toEqual({
    indentStyle: "space",
    indentSize: 2,
    tabWidth: 2,
    endOfLine: "lf",
    charset: "utf-8",
    trimTrailingWhitespace: true,
    insertFinalNewline: true,
  });
  expect(await of("README.md")).toMatchObject({ trimTrailingWhitespace: false });
  expect(await of("Makefile")).toMatchObject({ indentStyle: "tab" });
  expect(await of("legacy/a.js")).toMatchObject({ endOfLine: "crlf", indentSize: null });
  expect(await of("legacy/a.ts")).toMatchObject({ endOfLine: "lf", indentSize: 2 });
});

test("without such files, or with nonsense in them, nothing is said", async () => {
  expect(await of("src/App.tsx")).toEqual(NOTHING);
  fixture.put(
    ".editorconfig",
    "[*\nindent_size = many\n[*]\nindent_size = 900\ncharset = ebcdic\n",
  );
  expect(await of("src/App.tsx")).toEqual(NOTHING);
  fixture.put(".editorconfig", Uint8Array.of(0, 1, 2, 255));
  expect(await of("src/App.tsx")).toEqual(NOTHING);
});

test("a pattern made to take long is left out, with what stands below it", async () => {
  const costly = `${"*a".repeat(40)}`;
  fixture.put(
    ".editorconfig",
    `[*]\nindent_size = 2\n[${costly}]\nindent_size = 8\n[{${"{a,b}".repeat(30)}}]\n`,
  );
  expect(await of(`src/${"a".repeat(200)}.ts`)).toMatchObject({ indentSize: 2 });
});
