import { mkdir, readFile, rm, symlink, unlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { buildSeed } from "./buildSeed.ts";
import { studioDirectory } from "./studioDirectory.ts";
import { CompiledApp } from "./testing/compiledApp.ts";
import { FakeRoom } from "./testing/fakeRoom.ts";
import { sampleApp, type SampleApp } from "./testing/sampleApp.ts";

const opened: AsyncDisposable[] = [];

afterEach(async () => {
  for (const resource of opened.splice(0).toReversed()) await resource[Symbol.asyncDispose]();
});

async function sample(extra: Record<string, string | Buffer> = {}): Promise<SampleApp> {
  const app = await sampleApp(extra);
  opened.push(app);
  return app;
}

function compile(app: SampleApp, room?: FakeRoom, silenceMs?: number): CompiledApp {
  const compiled = new CompiledApp(app, room, silenceMs);
  opened.push(compiled);
  return compiled;
}

const PLUGINS = `import react from "@vitejs/plugin-react"; import tailwind from "@tailwindcss/vite";`;
const config = (more: string): string =>
  `${PLUGINS}\nexport default { plugins: [react(), tailwind()], resolve: { tsconfigPaths: true }, ${more} };\n`;

describe("a folder that cannot be compiled", () => {
  test("for want of an index.html is compiled once there is one", async () => {
    const app = await sample();
    const html = await readFile(path.join(app.root, "index.html"), "utf8");
    await unlink(path.join(app.root, "index.html"));
    const compiled = compile(app);
    compiled.start();
    await compiled.until(() => compiled.problem !== null);
    expect(compiled.problem).toMatchObject({ code: "no-index-html", action: "create-index-html" });
    await compiled.save({ "index.html": html });
    expect(compiled.problem).toBeNull();
    expect(compiled.room.serve("/index.html")).toContain("sample");
  });

  test("for a package.json that does not parse is compiled once it does", async () => {
    const app = await sample({ "package.json": `{ "name": "sample", }` });
    const compiled = compile(app);
    compiled.start();
    await compiled.until(() => compiled.problem !== null);
    expect(compiled.problem).toMatchObject({ code: "bad-package-json", subject: "package.json" });
    await compiled.save({ "package.json": `{ "name": "sample" }` });
    expect(compiled.problem).toBeNull();
    expect(compiled.room.complete).toBe(true);
  });

  test("for want of packages says so, and keeps what was served", async () => {
    const app = await sample();
    await unlink(path.join(app.root, "node_modules"));
    const compiled = compile(app);
    compiled.start();
    await compiled.until(() => compiled.problem !== null);
    expect(compiled.problem).toMatchObject({
      code: "packages-missing",
      action: "install-packages",
    });
    expect(compiled.deaths).toEqual([]);
    expect(compiled.room.commits).toEqual([]);
  });
});

describe("the app's own configuration", () => {
  test("is used, reloads when it changes, and keeps the last good one when it breaks", async () => {
    const app = await sample({ "vite.config.ts": config(`define: { __X__: "'x-0'" }`) });
    const compiled = compile(app);
    await compiled.open({ config: "app" });
    const defined = (): string => compiled.room.serve("/@vite-dist/client/env.mjs") ?? "";
    expect(defined()).toContain("x-0");

    await compiled.save({ "vite.config.ts": config(`define: { __X__: "'x-1'" }`) });
    expect(defined()).toContain("x-1");

    await compiled.edit({ "vite.config.ts": "export default )(" });
    await compiled.until(() => compiled.problem !== null);
    expect(compiled.problem).toMatchObject({
      code: "config-failed",
      file: "vite.config.ts",
      action: "use-default-config",
    });
    await compiled.replace("src/Header.tsx", "header-0", "header-1");
    expect(compiled.room.serve("/src/Header.tsx")).toContain("header-1");
    expect(compiled.problem).toMatchObject({ code: "config-failed" });

    await compiled.save({ "vite.config.ts": config(`define: { __X__: "'x-2'" }`) });
    expect(compiled.problem).toBeNull();
    expect(defined()).toContain("x-2");
  });

  test("that throws, exits or loops is told from the rest", async () => {
    const throwing = compile(
      await sample({ "vite.config.ts": `throw new Error("no such luck");` }),
    );
    throwing.start({ config: "app" });
    await throwing.until(() => throwing.problem !== null);
    expect(throwing.problem).toMatchObject({
      code: "config-failed",
      cause: expect.stringContaining("no such luck"),
    });

    const exiting = compile(await sample({ "vite.config.ts": `process.exit(7);` }));
    exiting.start({ config: "app" });
    await exiting.until(() => exiting.deaths.length > 0);
    expect(exiting.deaths[0]).toContain("code 7");

    const looping = compile(
      await sample({ "vite.config.ts": `while (true) Math.random();` }),
      undefined,
      4000,
    );
    looping.start({ config: "app" });
    await looping.until(() => looping.problem !== null);
    expect(looping.problem).toMatchObject({ code: "config-hangs", action: "use-default-config" });
    expect(looping.deaths).toEqual([]);
  });
});

describe("code of the app", () => {
  test("can neither read, write nor start anything outside", async () => {
    const evil = `
      const fs = require("node:fs"), path = require("node:path");
      const out = {};
      const attempt = (name, work) => { try { work(); out[name] = "done"; } catch (e) { out[name] = e.code; } };
      attempt("read", () => fs.readFileSync("/etc/passwd"));
      attempt("environ", () => fs.readFileSync("/proc/" + process.ppid + "/environ"));
      attempt("write", () => fs.writeFileSync(path.join(__dirname, "owned.txt"), "x"));
      attempt("temporary", () => fs.writeFileSync("/tmp/owned-by-plugin.txt", "x"));
      attempt("spawn", () => require("node:child_process").execSync("id"));
      const { Worker } = require("node:worker_threads");
      attempt("thread", () => new Worker("0", { eval: true, execArgv: [] }));
      out.env = Object.keys(process.env).sort();
      module.exports = function () { throw new Error("REPORT " + JSON.stringify(out)); };`;
    const app = await sample({ "src/evil.cjs": evil });
    const css = await readFile(path.join(app.root, "src/index.css"), "utf8");
    await app.write("src/index.css", `${css}@plugin "./evil.cjs";\n`);
    const compiled = compile(app);
    compiled.start();
    await compiled.until(() => compiled.problem !== null);
    const report = /REPORT (\{.*\})/.exec(compiled.problem?.cause ?? "")?.[1] ?? "{}";
    expect(JSON.parse(report)).toEqual({
      read: "ERR_ACCESS_DENIED",
      environ: "ERR_ACCESS_DENIED",
      write: "ERR_ACCESS_DENIED",
      temporary: "ERR_ACCESS_DENIED",
      spawn: "ERR_ACCESS_DENIED",
      thread: "ERR_ACCESS_DENIED",
      env: [
        "MALLOC_ARENA_MAX",
        "MIMALLOC_PURGE_DELAY",
        "NODE_ENV",
        "NO_COLOR",
        "RAYON_NUM_THREADS",
        "UV_THREADPOOL_SIZE",
      ],
    });
  });

  test("is not handed out unless a page loads it", async () => {
    const app = await sample({ "worker/index.ts": "export default { fetch: () => 1 };" });
    const compiled = compile(app);
    compiled.start();
    await compiled.until(() => compiled.messages.some(({ type }) => type === "stage"));
    const asked = ["/.env", "/package.json", "/worker/index.ts", "/@fs/etc/passwd", "/@home/x"];
    for (const needed of asked) compiled.process.send({ type: "need", path: needed, accept: "" });
    await compiled.until(() => {
      const answered = compiled.room.commits.flatMap(({ answers }) => answers);
      return asked.every((needed) => answered.includes(needed)) && compiled.room.complete;
    });
    expect(asked.filter((needed) => compiled.room.rows.has(needed))).toEqual([]);
  });
});

describe("a large or a linked file", () => {
  test("is left out, and the rest is shown", async () => {
    const app = await sample({ "public/film.mp4": Buffer.alloc(50 * 1024 * 1024) });
    const compiled = compile(app);
    await compiled.open();
    expect(compiled.problem).toMatchObject({ title: expect.stringContaining("film.mp4") });
    expect(compiled.room.complete).toBe(true);
    expect(compiled.room.serve("/src/Hero.tsx")).toContain("hero-0");
    await compiled.replace("src/Hero.tsx", "hero-0", "hero-1");
    expect(compiled.room.serve("/src/Hero.tsx")).toContain("hero-1");
  });
});

describe("a compiler that starts again", () => {
  test("after kill -9 sends only what changed meanwhile, and keeps modules single", async () => {
    const app = await sample();
    const room = new FakeRoom();
    const first = compile(app, room);
    await first.open();
    await first.replace("src/store.ts", "count: 0", "count: 1");
    process.kill(first.process.pid ?? 0, "SIGKILL");
    await first.until(() => first.deaths.length > 0);

    const again = compile(app, room);
    const before = room.commits.length;
    await again.open();
    const commits = room.commits.slice(before);
    expect(commits.flatMap(({ set, blobs, payloads }) => [...set, ...blobs, ...payloads])).toEqual(
      [],
    );
    await again.replace("src/Hero.tsx", "hero-0", "hero-1");
    expect(room.twice()).toEqual([]);
    process.kill(again.process.pid ?? 0, "SIGKILL");
    await again.until(() => again.deaths.length > 0);

    const hero = await again.read("src/Hero.tsx");
    await app.write("src/Hero.tsx", hero.replace("hero-1", "hero-2"));
    const third = compile(app, room);
    await third.open();
    const last = room.commits.findLast(({ payloads }) => payloads.length > 0);
    expect(last?.set.flatMap(([key, hash]) => (hash === null ? [] : [key]))).toEqual([
      "/src/Hero.tsx",
    ]);
    // As an update: a page that stayed open keeps its state.
    expect(last?.payloads).toMatchObject([
      { type: "update", updates: [{ path: "/src/Hero.tsx" }] },
    ]);
    expect(room.serve("/src/Hero.tsx")).toContain("hero-2");
    expect(room.twice()).toEqual([]);
  });

  test("with a file that no longer compiles leaves what is served as it is", async () => {
    const app = await sample();
    const room = new FakeRoom();
    const first = compile(app, room);
    await first.open();
    await first.process[Symbol.asyncDispose]();
    const hero = await first.read("src/Hero.tsx");
    await app.write("src/Hero.tsx", hero.replace("return", "return (("));
    await app.write("src/Header.tsx", "export const Header = () => null;\n");
    const again = compile(app, room);
    await again.open();
    expect(again.problem).toMatchObject({ code: "transform-failed", file: "src/Hero.tsx" });
    expect(room.serve("/src/Header.tsx")).toContain("header-0");
    await again.save({ "src/Hero.tsx": hero });
    expect(again.problem).toBeNull();
    expect(room.serve("/src/Header.tsx")).not.toContain("header-0");
  });
});

describe("a target that lost something", () => {
  test("gets the bodies it misses, and all of it after a resync", async () => {
    const app = await sample();
    const compiled = compile(app);
    await compiled.open();
    const hero = compiled.room.rows.get("/src/Hero.tsx")?.hash ?? "";
    await compiled.replace("src/Hero.tsx", "hero-0", "hero-1");
    compiled.room.blobs.delete(hero);
    await compiled.replace("src/Hero.tsx", "hero-1", "hero-0");
    expect(compiled.room.serve("/src/Hero.tsx")).toContain("hero-0");

    const emptied = compiled.caughtUp;
    compiled.room.rows.clear();
    compiled.room.blobs.clear();
    compiled.process.send({ type: "resync", known: compiled.room.known });
    await compiled.until(() => compiled.caughtUp > emptied);
    expect(compiled.room.twice()).toEqual([]);
    expect(compiled.room.serve("/src/Hero.tsx")).toContain("hero-0");
  });
});

describe("the app's worker", () => {
  test("is bundled, follows its sources, and tells its errors without stopping the page", async () => {
    const app = await sample({
      "wrangler.jsonc": `{ // settings\n "main": "worker/api.ts", "compatibility_date": "2026-01-02", }`,
      "worker/api.ts": `import { env } from "cloudflare:workers"; import { hello } from "./hello";
        export default { fetch: () => new Response(hello + typeof env) };`,
      "worker/hello.ts": `export const hello = "hello-0";`,
    });
    const compiled = compile(app);
    await compiled.open();
    await compiled.until(() => compiled.worker !== undefined);
    expect(compiled.worker).toMatchObject({
      compatibilityDate: "2026-01-02",
      mainModule: "index.js",
    });
    const code = (): string => compiled.worker?.modules["index.js"] ?? "";
    expect(code()).toContain("hello-0");
    expect(code()).toContain(`"cloudflare:workers"`);

    await compiled.edit({ "worker/hello.ts": `export const hello = "hello-1";` });
    await compiled.until(() => code().includes("hello-1"));

    await compiled.edit({ "worker/hello.ts": `export const hello = ` });
    await compiled.until(() => compiled.problem !== null);
    expect(compiled.problem).toMatchObject({ code: "transform-failed", file: "worker/hello.ts" });
    await compiled.replace("src/Hero.tsx", "hero-0", "hero-1");
    expect(compiled.room.serve("/src/Hero.tsx")).toContain("hero-1");
    await compiled.edit({ "worker/hello.ts": `export const hello = "hello-2";` });
    await compiled.until(() => code().includes("hello-2") && compiled.problem === null);
  });

  test("is told to be none when the app has none", async () => {
    const compiled = compile(await sample());
    await compiled.open();
    await compiled.until(() => compiled.worker !== undefined);
    expect(compiled.worker).toBeNull();
  });
});

describe("a seed", () => {
  test("spares an app with the same packages the optimizer", async () => {
    const lockfile = JSON.stringify({ packages: { "node_modules/react": { version: "19.3.1" } } });
    const [built, app] = [await sample(), await sample()];
    for (const { root } of [built, app]) await ownModules(root, lockfile);
    const seed = path.join(built.cacheDir, "seed");
    await buildSeed({ appFolder: built.root, seedDir: seed });
    const compiled = compile(app);
    await compiled.open({ seed });
    const logged = compiled.messages.filter(({ type }) => type === "log");
    expect(JSON.stringify(logged)).not.toMatch(/bundling|optimiz/i);
    expect(compiled.room.twice()).toEqual([]);

    await ownModules(app.root, lockfile.replace("19.3.1", "19.3.2"));
    await rm(app.cacheDir, { recursive: true });
    const other = compile(app);
    await other.open({ seed });
    expect(other.room.twice()).toEqual([]);
  });
});

/** Gives an app a node_modules folder of its own that links to the packages. */
async function ownModules(root: string, lockfile: string): Promise<void> {
  const modules = path.join(root, "node_modules");
  await rm(modules, { recursive: true, force: true });
  await mkdir(modules);
  for (const name of ["react", "react-dom", "zustand", "tailwindcss"]) {
    await symlink(path.join(studioDirectory(), "node_modules", name), path.join(modules, name));
  }
  await writeFile(path.join(modules, ".package-lock.json"), lockfile);
}
