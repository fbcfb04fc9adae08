// @vitest-environment happy-dom
import { expect, test } from "vitest";
import { expand } from "./emmet.ts";
import { emmetAbbreviation, syntaxAt } from "./emmetAbbreviation.ts";

test.each([
  ["<body>\n  ul>li*3", "html", "ul>li*3"],
  ["<body><p>ul.list", "html", "ul.list"],
  ["!", "html", "!"],
  [".card", "html", ".card"],
  ["a{click me}", "html", "a{click me}"],
  ['<a href="ul', "html", null],
  ["<di", "html", null],
  ["<p>Some words", "html", null],
  ["return (\n    div.card>h2", "jsx", "div.card>h2"],
  ["<section>\n  .grid", "jsx", ".grid"],
  ["{open && p.note", "jsx", "p.note"],
  ["items.map((item) => li.item", "jsx", "li.item"],
  ["<Card>Button.primary", "jsx", "Button.primary"],
  ["const size = props.items", "jsx", null],
  ["if (a > b", "jsx", null],
  ["const div", "jsx", null],
  ["list.map", "jsx", null],
  [".a {\n  m10", "css", "m10"],
  [".a { color: red; df", "css", "df"],
  [".a {\n  color: bl", "css", null],
  [".card", "css", null],
] as const)("%j in %s asks about %j", (before, syntax, abbreviation) => {
  expect(emmetAbbreviation(before, syntax)).toBe(abbreviation);
});

test("abbreviations become markup with places to type", () => {
  expect([
    expand("ul>li*2", "html"),
    expand(".card>h2{Hi}", "jsx"),
    expand("img", "jsx"),
    expand("label", "jsx"),
    expand("m10", "css"),
    expand("df", "css"),
  ]).toEqual([
    "<ul>\n\t<li>${1}</li>\n\t<li>${0}</li>\n</ul>",
    '<div className="card">\n\t<h2>Hi</h2>\n</div>',
    '<img src="${1}" alt="${0}" />',
    '<label htmlFor="${1}">${0}</label>',
    "margin: 10px;",
    "display: flex;",
  ]);
});

test("what Emmet cannot read is not offered", () => {
  expect([expand("*3", "html"), expand("div>>", "html")]).toEqual([null, null]);
});

test("a page's styles are styles, and its scripts are left alone", () => {
  expect([
    syntaxAt("<style>\n.a {\n  m10", "html"),
    syntaxAt("<style></style><div", "html"),
    syntaxAt("<script>\nul", "html"),
  ]).toEqual(["css", "html", null]);
});
