// Runs the built shell under the fake: `node run.ts <out/main/index.js>`, started by the test.
import { registerHooks } from "node:module";
import { pathToFileURL } from "node:url";
import type * as FakeElectron from "./electron.ts";

const EVALUATES_WITHIN_MS = 5_000;
const [shell] = process.argv.slice(2);
if (shell === undefined) throw new Error("Which shell?");

const fakeUrl = new URL("./electron.ts", import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === "electron" ? { url: fakeUrl, shortCircuit: true } : next(specifier, context),
});

// Electron becomes ready only after the main module was evaluated: one that awaits `whenReady` at
// its top waits for ever, on every person's machine.
const timer = setTimeout(() => {
  process.stderr.write("The shell never finished evaluating: Electron would never be ready\n");
  process.exit(70);
}, EVALUATES_WITHIN_MS);
await import(pathToFileURL(shell).href);
clearTimeout(timer);

const { becomeReady } = (await import(fakeUrl)) as typeof FakeElectron;
becomeReady();
