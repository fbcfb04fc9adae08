import { init } from "es-module-lexer";
import { beforeAll, expect, test } from "vitest";
import { canonicalHtml } from "./canonicalHtml.ts";
import { canonicalScript, canonicalStyle, type CanonicalText } from "./canonicalModule.ts";
import { keyOf } from "./urlKey.ts";

beforeAll(() => init);

const tracked = ({ text, offsets }: CanonicalText): string[] =>
  offsets.map(([start, end]) => text.slice(start, end));

const script = (code: string): Promise<CanonicalText> =>
  canonicalScript(code, async (specifier) => keyOf(specifier, "/src/App.tsx"));

test("a script loses its timestamps and says where they belong", async () => {
  const result = await script(`import { a } from "/src/a.ts?t=1795353370098";
export * from "/src/b.ts?import&t=1795353370098";
const page = () => import("/src/ü page.tsx");
const free = (name) => import(name);
const logo = "/src/logo.svg?t=1795353370098", plain = "/src/plain.png";
new Worker(new URL("/src/job.ts?worker_file&type=module", import.meta.url));
fetch("/api/items.json");`);
  expect(tracked(result)).toEqual([
    "/src/a.ts",
    "/src/b.ts?import",
    "/src/%C3%BC%20page.tsx",
    "/src/logo.svg",
  ]);
  expect(result.text).not.toContain("t=1795");
  expect(result.references).toEqual([
    "/src/a.ts",
    "/src/b.ts?import",
    "/src/%C3%BC%20page.tsx",
    "/src/logo.svg",
    "/src/plain.png",
    "/src/job.ts?worker_file&type=module",
    "/api/items.json",
  ]);
});

test("a style sheet names what it loads", () => {
  const css = `@import "/src/base.css"; .a { background: url(/src/a.png?t=1795353370098) }
.b { src: url("/fonts/b.woff2#iefix") } .c { background: url(data:image/png;base64,AA==) }`;
  const result = canonicalStyle(css);
  expect(result.references).toEqual(["/src/base.css", "/src/a.png", "/fonts/b.woff2"]);
  expect(tracked(result)).toEqual(["/src/a.png"]);
});

test("a page names its scripts, styles and images", () => {
  const html = `<head><script type="module">import { x } from "/@react-refresh"</script>
<script type="module" src="/src/main.tsx?t=1795353370098"></script>
<link rel="stylesheet" href="/src/link.css"><link rel="icon" href="/favicon.svg">
<img src="//cdn.example.com/a.png" srcset="/a.png 1x, /b.png 2x"><a href="/about">About</a></head>`;
  const result = canonicalHtml(html);
  expect(result.text).toContain(`src="/src/main.tsx"`);
  expect(result.references).toEqual([
    "/@react-refresh",
    "/src/main.tsx",
    "/src/link.css?direct",
    "/favicon.svg",
    "/a.png",
    "/b.png",
  ]);
});
