import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CompiledApp } from "./testing/compiledApp.ts";
import { sampleApp, type SampleApp } from "./testing/sampleApp.ts";
import type { CompiledCommit } from "./protocol.ts";

/** One app is opened and then edited from test to test, as a person would. */
let app: SampleApp;
let compiled: CompiledApp;

beforeAll(async () => {
  app = await sampleApp();
  compiled = new CompiledApp(app);
  await compiled.open();
});

afterAll(async () => {
  await compiled[Symbol.asyncDispose]();
  await app[Symbol.asyncDispose]();
});

const served = (url: string, accept?: string): string => compiled.room.serve(url, accept) ?? "";
const text = (path: string): string => {
  const pages = [...compiled.room.loadPage()];
  return pages.find(([url]) => url.replace(/[?&]t=\d+/, "") === path)?.[1] ?? "";
};
const written = (commit: CompiledCommit | null): string[] =>
  (commit?.set ?? []).flatMap(([path, hash]) => (hash === null ? [] : [path]));
const payloadTypes = (commit: CompiledCommit | null): unknown[] =>
  (commit?.payloads ?? []).map((payload) => Reflect.get(Object(payload), "type"));
const updatedPaths = (commit: CompiledCommit | null): unknown[] =>
  (commit?.payloads ?? [])
    .flatMap((payload): unknown[] => Reflect.get(Object(payload), "updates") ?? [])
    .map((update) => Reflect.get(Object(update), "path"));
/** Without what was tidied up in the background after an earlier save. */
const updatesSince = (before: number): CompiledCommit[] =>
  compiled.room.commits.slice(before).filter(({ kind }) => kind === "update");

const errorsSince = (before: number): CompiledCommit[] =>
  compiled.room.commits.slice(before).filter((commit) => payloadTypes(commit)[0] === "error");

describe("what is provisioned", () => {
  test("is everything a page loads", () => {
    expect(compiled.room.complete).toBe(true);
    expect(compiled.problem).toBeNull();
    expect(compiled.room.twice()).toEqual([]);
    const paths = [...compiled.room.rows.keys()];
    expect(paths).toEqual(
      expect.arrayContaining([
        "/index.html",
        "/favicon.svg",
        "/a%20b%20%231%20100%25%20%C3%BC.txt",
        "/src/link.css?direct",
        "/src/assets/logo.svg",
        "/src/assets/logo.svg?import",
        "/src/assets/back.svg",
        "/src/assets/pixel.png",
        "/src/pages/Lazy.tsx",
        "/src/globbed/one.ts",
        "/src/job.ts?worker_file&type=module",
        "/src/circle/b.tsx",
        "/@vite/client",
        "/@react-refresh",
      ]),
    );
    expect(served("/a%20b%20%231%20100%25%20%C3%BC.txt")).toBe("odd name");
    expect(served("/src/link.css", "text/css,*/*;q=0.1")).toContain("rgb(1, 2, 3)");
    expect(served("/index.html")).toContain("<title>sample</title>");
    expect(text("/src/index.css")).toContain(".text-lg");
  });

  test("names no folder of this machine and no secret", () => {
    const texts = [...compiled.room.bodies.values()].map((body) => new TextDecoder().decode(body));
    const telling = texts.filter((body) => /compiler-\w{6}|hunter2|\/@fs\//.test(body));
    expect(telling).toEqual([]);
    const home = process.env["HOME"] ?? "/root";
    expect(texts.filter((body) => body.includes(`${home}/`))).toEqual([]);
    expect(
      texts.filter((body) => body.includes(import.meta.dirname.split("/src/")[0] ?? "-")),
    ).toEqual([]);
  });
});

describe("a save", () => {
  test("of a component writes one blob and tells the page", async () => {
    const commit = await compiled.replace("src/Hero.tsx", "hero-0", "hero-1");
    expect(commit?.kind).toBe("update");
    expect(written(commit)).toEqual(["/src/Hero.tsx"]);
    expect(commit?.blobs).toHaveLength(1);
    expect(updatedPaths(commit)).toEqual(["/src/Hero.tsx"]);
    expect(text("/src/Hero.tsx")).toContain("hero-1");
    expect(compiled.room.twice()).toEqual([]);
  });

  test("that needs a new Tailwind class shows at once, and the style right behind it", async () => {
    const before = compiled.room.commits.length;
    await compiled.replace("src/Hero.tsx", "text-lg", "text-lg text-[37px]");
    const commits = updatesSince(before);
    expect(commits.map(written)).toEqual([["/src/Hero.tsx"], ["/src/index.css"]]);
    expect(commits.map(updatedPaths)).toEqual([["/src/Hero.tsx"], ["/src/index.css"]]);
    expect(commits.map(({ partial }) => partial)).toEqual([true, false]);
    expect(commits[1]?.saves).toEqual(commits[0]?.saves);
    expect(text("/src/index.css")).toContain("37px");
  });

  test("that leaves the styles as they are sends none, and is caught up without them", async () => {
    const before = compiled.room.commits.length;
    await compiled.replace("src/Hero.tsx", "hero-1", "hero-1 again");
    const commits = updatesSince(before);
    expect(commits.map(updatedPaths)).toEqual([["/src/Hero.tsx"]]);
    const last = compiled.messages.findLast(({ type }) => type === "caught-up");
    expect(last).toMatchObject({ saves: commits[0]?.saves });
  });

  test("of a style sheet, a CSS module and a linked sheet reaches them", async () => {
    await compiled.replace("src/index.css", ".photo", ".photo2");
    expect(text("/src/index.css")).toContain(".photo2");
    await compiled.replace("src/card.module.css", "1px", "21px");
    expect(text("/src/card.module.css")).toContain("21px");
    const commit = await compiled.replace("src/link.css", "1, 2, 3", "9, 9, 9");
    expect(served("/src/link.css", "text/css")).toContain("9, 9, 9");
    expect(payloadTypes(commit)).toEqual(["update"]);
  });

  test("of an imported asset gives it a new address", async () => {
    const before = /src\/assets\/logo\.svg[^"]*/.exec(text("/src/assets/logo.svg?import"))?.[0];
    await compiled.save({ "src/assets/logo.svg": `<svg id="logo-1">${" ".repeat(5000)}</svg>` });
    const after = /src\/assets\/logo\.svg[^"]*/.exec(text("/src/assets/logo.svg?import"))?.[0];
    expect(served("/src/assets/logo.svg")).toContain("logo-1");
    expect(after).not.toBe(before);
  });

  test("of an asset only CSS names, or of a public file, is served", async () => {
    await compiled.save({ "src/assets/back.svg": `<svg id="back-1">${" ".repeat(5000)}</svg>` });
    expect(served("/src/assets/back.svg")).toContain("back-1");
    await compiled.save({ "public/new.txt": "one" });
    expect(served("/new.txt")).toBe("one");
    await compiled.save({ "public/new.txt": "two" });
    expect(served("/new.txt")).toBe("two");
    await compiled.save({ "public/new.txt": null });
    expect(compiled.room.serve("/new.txt")).toBeNull();
  });

  test("of a file no page loads is answered without a commit", async () => {
    expect(await compiled.save({ "README.md": "# Hello" })).toBeNull();
  });

  test("of a utility with forty importers writes one blob", async () => {
    const commit = await compiled.replace("src/util.ts", `" "`, `"  "`);
    expect(written(commit)).toEqual(["/src/util.ts"]);
    expect(commit?.set.length).toBeGreaterThan(42);
    expect(compiled.room.twice()).toEqual([]);
  });

  test("of a store leaves one instance of it, for lazy pages too", async () => {
    await compiled.replace("src/store.ts", "count: 0", "count: 100");
    expect(compiled.room.twice()).toEqual([]);
    await compiled.replace("src/Header.tsx", "header-0", "header-1");
    expect(compiled.room.twice()).toEqual([]);
    await compiled.replace("src/pages/Lazy.tsx", "lazy-0", "lazy-1");
    expect(compiled.room.twice()).toEqual([]);
    expect(text("/src/pages/Lazy.tsx")).toContain("lazy-1");
  });

  test("in a circle of imports reaches both sides", async () => {
    await compiled.replace("src/circle/a.tsx", "a-0", "a-1");
    await compiled.replace("src/circle/b.tsx", "b-0", "b-1");
    expect(text("/src/circle/a.tsx")).toContain("a-1");
    expect(text("/src/circle/b.tsx")).toContain("b-1");
    expect(compiled.room.twice()).toEqual([]);
  });

  test("of twenty files at once is one update", async () => {
    const before = compiled.room.commits.length;
    const files = Array.from({ length: 20 }, (_, i) => `src/widgets/Widget${i}.tsx`);
    const sources = await Promise.all(files.map((file) => compiled.read(file)));
    const edits = files.map((file, i) => [
      file,
      `${sources[i]}// burst\nexport const n${i} = 1;\n`,
    ]);
    const commit = await compiled.save(Object.fromEntries(edits));
    expect(written(commit)).toHaveLength(20);
    expect(payloadTypes(commit)).toEqual(["update"]);
    expect(compiled.room.commits.length).toBe(before + 1);
  });
});

describe("errors", () => {
  test("hold the update back until they are mended", async () => {
    const before = compiled.room.commits.length;
    const good = text("/src/Hero.tsx");
    const source = await compiled.read("src/Hero.tsx");
    const broken = await compiled.edit({ "src/Hero.tsx": source.replace("return", "return ((") });
    await compiled.until(() => compiled.problem !== null);
    expect(compiled.problem).toMatchObject({
      code: "transform-failed",
      file: "src/Hero.tsx",
      line: 4,
      action: "open-file",
      subject: "src/Hero.tsx",
    });
    expect(compiled.problem?.frame).toContain("return ((");
    const other = await compiled.edit({
      "src/Header.tsx": (await compiled.read("src/Header.tsx")).replace("header-1", "header-2"),
    });
    await compiled.until(() => errorsSince(before).length === 2);
    expect(text("/src/Hero.tsx")).toBe(good);
    expect(text("/src/Header.tsx")).toContain("header-1");
    const commit = await compiled.save({ "src/Hero.tsx": source.replace("hero-1", "hero-2") });
    expect(commit?.saves).toEqual(expect.arrayContaining([broken, other]));
    expect(text("/src/Hero.tsx")).toContain("hero-2");
    expect(text("/src/Header.tsx")).toContain("header-2");
    expect(compiled.problem).toBeNull();
    expect(compiled.room.twice()).toEqual([]);
  });

  test("name a package that is missing", async () => {
    const source = await compiled.read("src/Header.tsx");
    await compiled.edit({ "src/Header.tsx": `import "@nobody/nothing/deep";\n${source}` });
    await compiled.until(() => compiled.problem !== null);
    expect(compiled.problem).toMatchObject({
      code: "package-missing",
      subject: "@nobody/nothing",
      file: "src/Header.tsx",
      action: "add-package",
    });
    await compiled.save({ "src/Header.tsx": source });
    expect(compiled.problem).toBeNull();
  });

  test("of an import that comes before its file end when it is written", async () => {
    const source = await compiled.read("src/Hero.tsx");
    const early = await compiled.edit({ "src/Hero.tsx": `import "./late";\n${source}` });
    await compiled.until(() => compiled.problem !== null);
    expect(compiled.problem).toMatchObject({ code: "transform-failed", file: "src/Hero.tsx" });
    const commit = await compiled.save({ "src/late.ts": "export const late = 1;\n" });
    expect(commit?.saves).toContain(early);
    expect(text("/src/late.ts")).toContain("late = 1");
    expect(compiled.problem).toBeNull();
  });

  test("of a file that is deleted while it is imported end when it comes back", async () => {
    await compiled.edit({ "src/late.ts": null });
    await compiled.until(() => compiled.problem !== null);
    expect(compiled.problem).toMatchObject({ file: "src/Hero.tsx" });
    expect(text("/src/late.ts")).toContain("late = 1");
    await compiled.save({ "src/late.ts": "export const late = 2;\n" });
    expect(text("/src/late.ts")).toContain("late = 2");
    expect(compiled.problem).toBeNull();
  });

  test("do not come from a file that is deleted after its import", async () => {
    const source = await compiled.read("src/Hero.tsx");
    await compiled.save({ "src/Hero.tsx": source.replace(`import "./late";\n`, "") });
    const commit = await compiled.save({ "src/late.ts": null });
    expect(compiled.problem).toBeNull();
    expect(compiled.room.rows.has("/src/late.ts")).toBe(false);
    expect(payloadTypes(commit)).not.toContain("error");
  });
});

describe("a change of what is loaded", () => {
  test("by a glob shows files that come and go", async () => {
    await compiled.save({ "src/globbed/two.ts": `export default "two";\n` });
    expect(text("/src/globbed/two.ts")).toContain("two");
    await compiled.save({ "src/globbed/two.ts": null });
    expect(text("/src/App.tsx")).not.toContain("two.ts");
    expect(compiled.problem).toBeNull();
  });

  test("by a worker, the entry or the page reloads", async () => {
    const worker = await compiled.replace("src/job.ts", "job-0", "job-1");
    expect(served("/src/job.ts?worker_file&type=module")).toContain("job-1");
    expect(payloadTypes(worker)).toEqual(["full-reload"]);
    const entry = await compiled.replace("src/main.tsx", "createRoot(", "/* again */ createRoot(");
    expect(payloadTypes(entry)).toEqual(["full-reload"]);
    expect(text("/src/main.tsx")).toContain("again");
    const page = await compiled.replace("index.html", "<div id", "<p>new</p><div id");
    expect(payloadTypes(page)).toEqual(["full-reload"]);
    expect(served("/index.html")).toContain("<p>new</p>");
  });

  test("by the environment restarts, and single updates go on after it", async () => {
    const commit = await compiled.replace(".env", "VITE_NAME=sample", "VITE_NAME=other");
    expect(payloadTypes(commit)).toEqual(["full-reload"]);
    expect(served("/index.html")).toContain("<title>other</title>");
    const update = await compiled.replace("src/Hero.tsx", "hero-2", "hero-3");
    expect(payloadTypes(update)).toEqual(["update"]);
    expect(written(update)).toEqual(["/src/Hero.tsx"]);
    expect(compiled.room.twice()).toEqual([]);
  });

  test("by a package.json that changes nothing a page loads leaves the pages alone", async () => {
    const before = compiled.room.commits.length;
    await compiled.replace("package.json", `"name":"sample"`, `"name":"renamed"`);
    const commits = compiled.room.commits.slice(before);
    expect(commits.flatMap(({ set, payloads }) => [...set, ...payloads])).toEqual([]);
    await compiled.replace("src/Header.tsx", "header-2", "header-3");
    expect(text("/src/Header.tsx")).toContain("header-3");
    expect(compiled.room.twice()).toEqual([]);
  });

  test("by a new dependency optimises it and reloads", async () => {
    const source = await compiled.read("src/Hero.tsx");
    await compiled.save({ "src/Hero.tsx": `import "lucide-react";\n${source}` });
    await compiled.until(() =>
      [...compiled.room.rows.keys()].some((key) => key.includes("lucide")),
    );
    expect(compiled.room.twice()).toEqual([]);
    const update = await compiled.replace("src/Hero.tsx", "hero-3", "hero-4");
    expect(payloadTypes(update)).toEqual(["update"]);
    expect(compiled.room.twice()).toEqual([]);
  });
});
