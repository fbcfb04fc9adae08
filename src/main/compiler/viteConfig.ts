import { EventEmitter } from "node:events";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { appConfigFile } from "./viteConfigFile.ts";
import type { InlineConfig, Logger, PluginOption } from "vite";

export interface ViteConfigOptions {
  readonly root: string;
  readonly cacheDir: string;
  /** `studio`: ours, nothing of the app runs at load. `app`: the app's, when it has one. */
  readonly config: "studio" | "app";
  readonly logger: Logger;
}

/**
 * What compiler and optimizer have in common. The two must not differ in anything Vite's cache
 * hash covers (plugin names, resolve, optimizeDeps), else the optimizer's work is thrown away.
 */
export function viteConfig(options: ViteConfigOptions, plugins: PluginOption[]): InlineConfig {
  const configFile = appConfigFile(options.root, options.config);
  const own = configFile === null ? studioConfig() : {};
  return {
    ...own,
    root: options.root,
    base: "/",
    cacheDir: options.cacheDir,
    // The runner loader, unlike the default one, writes no file into the app's folder.
    configFile: configFile ?? false,
    configLoader: "runner",
    appType: "spa",
    // Sass and Less in the process itself: it may start no threads.
    css: { ...own.css, preprocessorMaxWorkers: 0 },
    clearScreen: false,
    customLogger: options.logger,
    plugins: [own.plugins, plugins],
    server: {
      middlewareMode: true,
      // A server that never listens: with one given, Vite's client dials `location.host`.
      ws: { server: new EventEmitter() as never, path: "/ws" },
      hmr: true,
      watch: null,
      preTransformRequests: false,
      allowedHosts: true,
      // Vite turns it on by itself when it believes an agent runs it.
      forwardConsole: false,
    },
    optimizeDeps: { rolldownOptions: { output: { minify: DEPENDENCY_MINIFY } } },
  };
}

/**
 * Development builds of libraries are five times the size of what a page needs to load. Names
 * stay: React's warnings and the inspector's owner chains print them.
 */
const DEPENDENCY_MINIFY = {
  compress: { keepNames: { function: true, class: true } },
  mangle: { keepNames: { function: true, class: true } },
  codegen: { removeWhitespace: true },
} as const;

function studioConfig(): InlineConfig {
  return {
    plugins: [react(), tailwindcss()],
    resolve: { tsconfigPaths: true },
    // Without this, Vite would search and run a PostCSS config of the app.
    css: { postcss: {} },
  };
}
