import { expect, test } from "vitest";
import { StringFields } from "./stringFields.ts";

function read(json: string, size: number, wanted: readonly string[]): Record<string, string> {
  const texts: Record<string, string> = {};
  const fields = new StringFields(wanted, (field, text) => {
    texts[field] = (texts[field] ?? "") + text;
    expect(text.isWellFormed()).toBe(true);
  });
  for (let at = 0; at < json.length; at += size) fields.push(json.slice(at, at + size));
  return texts;
}

const INPUT = {
  path: "src/App.tsx",
  content: `"quoted" \\ back\nline\ttab \u2028 🦀 é {"content":"not this"} [1,2]`,
  edits: [{ content: "nested, so not this" }],
  other: "left out",
  n: { content: { content: "deep" } },
};

test("gives the texts of the wanted fields, however the JSON is cut", () => {
  const { path, content } = INPUT;
  for (const json of [JSON.stringify(INPUT), JSON.stringify(INPUT, null, 2)]) {
    for (const size of [1, 2, 3, 7, 1_000]) {
      expect(read(json, size, ["path", "content"])).toEqual({ path, content });
    }
  }
});

test("escapes that write halves of a sign give it whole", () => {
  const json = String.raw`{"content":"\ud83e\udd80\u00e9\/"}`;
  for (const size of [1, 4, 5]) expect(read(json, size, ["content"])).toEqual({ content: "🦀é/" });
});

test("a broken object gives what came of it", () => {
  expect(read('{"path":"a","content":"half of i', 3, ["content"])).toEqual({
    content: "half of i",
  });
});
