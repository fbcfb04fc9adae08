// @vitest-environment happy-dom
import { editor, languages } from "monaco-editor/editor";
import { beforeAll, expect, test } from "vitest";
import { webGrammar } from "./webGrammar.ts";

beforeAll(() => {
  for (const [id, jsx] of [
    ["with-jsx", true],
    ["without-jsx", false],
  ] as const) {
    languages.register({ id });
    languages.setMonarchTokensProvider(id, webGrammar({ jsx }));
  }
});

/** `keyword const|  |identifier a`: each token's type without its postfix, and its text. */
function tokens(code: string, id = "with-jsx"): string[] {
  const lines = code.split("\n");
  return editor.tokenize(code, id).flatMap((line, row) =>
    line.flatMap(({ offset, type }, at) => {
      const text = (lines[row] ?? "").slice(offset, line[at + 1]?.offset);
      return text.trim() === "" ? [] : [`${type.replace(/\.ts$/, "") || "plain"} ${text.trim()}`];
    }),
  );
}

test("tags, components, attributes and text", () => {
  expect(tokens(`return <Card tone="new"><h1>Don't stop</h1></Card>;`)).toEqual([
    "keyword return",
    "delimiter.tag <",
    "tag.component Card",
    "attribute.name tone",
    "delimiter =",
    'string "new"',
    "delimiter.tag ><",
    "tag h1",
    "delimiter.tag >",
    "plain Don't stop",
    "delimiter.tag </",
    "tag h1",
    "delimiter.tag ></",
    "tag.component Card",
    "delimiter.tag >",
    "delimiter ;",
  ]);
});

test("code inside text is code, and text goes on after it", () => {
  const found = tokens("x = <p>{list.map((a) => <li key={a}>it's {a}</li>)} isn't</p>;");
  expect(found).toContain("function map");
  expect(found).toContain("tag li");
  expect(found.filter((token) => token.startsWith("string"))).toEqual([]);
  expect(found.at(-1)).toBe("delimiter ;");
});

test.each([
  "const x = useState<string | null>(null);",
  "const id = <T,>(x: T): T => x;",
  "function f<T extends Foo>(x: Array<T>) {}",
  "if (a < b && c > d) e();",
  "for (let i = 0; i < n; i++) {}",
])("%s has no tag", (code) => {
  expect(tokens(code).filter((token) => token.includes("tag"))).toEqual([]);
});

test("a tag over several lines, a fragment, a comment among attributes", () => {
  const found = tokens(
    "const a = (\n  <>\n    <img\n      // why\n      src={b}\n    />\n  </>\n);",
  );
  expect(found).toContain("tag img");
  expect(found).toContain("comment // why");
  expect(found).toContain("attribute.name src");
  expect(found.at(-1)).toBe("delimiter ;");
});

test("a member or a key that is called like a keyword is none", () => {
  expect(tokens("a.type = { from: b.delete(c) };")).toEqual([
    "identifier a",
    "delimiter .",
    "identifier type",
    "delimiter =",
    "delimiter.bracket {",
    "identifier from",
    "delimiter :",
    "identifier b",
    "delimiter .",
    "function delete",
    "delimiter.parenthesis (",
    "identifier c",
    "delimiter.parenthesis )",
    "delimiter.bracket }",
    "delimiter ;",
  ]);
});

test("a cast in a file without JSX is no tag", () => {
  expect(tokens("const a = <Foo>b;", "without-jsx")).not.toContain("tag.component Foo");
});
