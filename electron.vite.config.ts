import { existsSync } from "node:fs";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "electron-vite";

/** One file of out/main for each process that Studio starts. */
const PROCESSES: Readonly<Record<string, string>> = {
  index: "src/main/index.ts",
  host: "src/main/host.ts",
  edge: "src/main/edge/entry.ts",
  compiler: "src/main/compiler/entry.ts",
  optimizer: "src/main/compiler/optimizer.ts",
  packages: "src/main/packages/entry.ts",
};

/** Plain JavaScript that is bundled; what is native, wasm or a compiler stays in node_modules. */
const BUNDLED = ["@trpc/server", "cloudflare", "es-module-lexer", "ignore", "zod"];

export default defineConfig({
  main: {
    build: {
      externalizeDeps: { exclude: BUNDLED },
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(PROCESSES).filter(([, file]) => existsSync(file))),
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      rolldownOptions: {
        input: "src/preload/index.ts",
        // A sandboxed preload is one CommonJS file: it can neither import nor be a module.
        output: { format: "cjs", entryFileNames: "[name].cjs" },
      },
    },
  },
  renderer: {
    root: "src/renderer",
    plugins: [react(), tailwindcss()],
    worker: { format: "es" },
    build: { minify: true, rolldownOptions: { input: "src/renderer/index.html" } },
  },
});
