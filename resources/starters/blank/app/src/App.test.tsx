import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { App } from "@/App";

test("the page has one heading and a counter that starts at zero", () => {
  const html = renderToStaticMarkup(<App />);
  expect(html.match(/<h1/g)).toHaveLength(1);
  expect(html).toContain("Counted to 0");
});
