import { expect, test } from "vitest";
import { parseJsonc } from "./jsonc.ts";

test("comments and trailing commas are no part of the value", () => {
  const text = `{
    // a comment, with "quotes"
    "url": "https://example.com/*not a comment*/", /* and
    more */ "list": [1, 2, /* last */ ],
  }`;
  expect(parseJsonc(text)).toEqual({
    url: "https://example.com/*not a comment*/",
    list: [1, 2],
  });
  expect(() => parseJsonc(`{ "a": }`)).toThrow(SyntaxError);
});
