import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

/** Each becomes one self-contained ES module in out/workers, ready to be uploaded. */
const WORKERS: Readonly<Record<string, string>> = {
  // The very dispatch worker that a Cloudflare account gets.
  dispatch: "src/workers/dispatch/index.ts",
  // The preview script of an app, and the platform worker that owns its room.
  preview: "src/workers/preview/index.ts",
  platform: "src/workers/platform/index.ts",
  // The local edge's own two processes.
  gateway: "src/workers/gateway/index.ts",
  runner: "src/workers/runner/index.ts",
};

/** What previewed pages load first: classic scripts, so that they run before any module. */
const PAGE_SCRIPTS: Readonly<Record<string, string>> = {
  page: "src/workers/preview/client/index.ts",
  agent: "src/workers/preview/client/agent/index.ts",
};

export async function buildWorkers(outDir = path.join(root, "out/workers")): Promise<void> {
  for (const [name, entry] of Object.entries(PAGE_SCRIPTS)) {
    await bundle(name, entry, outDir, "iife");
  }
  for (const [name, entry] of Object.entries(WORKERS)) await bundle(name, entry, outDir, "es");
}

async function bundle(
  name: string,
  entry: string,
  outDir: string,
  format: "es" | "iife",
): Promise<void> {
  await build({
    root,
    configFile: false,
    logLevel: "warn",
    build: {
      target: "es2024",
      outDir,
      emptyOutDir: false,
      minify: format === "iife",
      lib: {
        entry: path.join(root, entry),
        formats: [format],
        name: "studio",
        fileName: () => `${name}.js`,
      },
      rolldownOptions: { external: [/^cloudflare:/, /^node:/] },
    },
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildWorkers();
