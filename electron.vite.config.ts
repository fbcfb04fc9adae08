import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "electron-vite";

/** One file of out/main for each process that Studio starts. */
const PROCESSES = {
  index: "src/main/index.ts",
  host: "src/main/host.ts",
  edge: "src/main/edge/main.ts",
  compiler: "src/main/compiler/main.ts",
  optimizer: "src/main/compiler/optimizer.ts",
  packages: "src/main/packages/entry.ts",
  terminals: "src/main/terminal/entry.ts",
  tools: "src/main/formatting/entry.ts",
  design: "src/main/design/entry.ts",
  git: "src/main/git/main.ts",
  gitImport: "src/main/git/importMain.ts",
  syntax: "src/main/syntax/entry.ts",
};

/** Plain JavaScript that is bundled; what is native, wasm or a compiler stays in node_modules. */
const BUNDLED = ["@trpc/server", "cloudflare", "es-module-lexer", "ignore", "zod"];

export default defineConfig({
  main: {
    build: {
      externalizeDeps: { exclude: BUNDLED },
      rolldownOptions: {
        input: PROCESSES,
        // Beside the entries: code finds its sibling files from where it stands.
        output: { chunkFileNames: "[name]-[hash].js" },
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
    build: {
      minify: true,
      // Monaco is one large chunk by nature; it is loaded from this machine.
      chunkSizeWarningLimit: 4096,
      rolldownOptions: { input: "src/renderer/index.html" },
    },
  },
});
