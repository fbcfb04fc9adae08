import type { ModuleBody, ScriptCode } from "../../common/apps/edgeWire.ts";
// oxlint-disable-next-line import/default -- the bundler makes the default of a raw import
import runtime from "./scriptRuntime.js?raw";

const MAIN = "__edge_main.js";

/** The script's modules with ours around them; the main one is ours. */
export function scriptModules(
  code: ScriptCode,
  markLine: string,
): { readonly mainModule: string; readonly modules: Record<string, WorkerLoaderModule> } {
  const own = Object.entries(code.modules).map(
    ([name, body]) => [name, loaderModule(body)] as const,
  );
  return {
    mainModule: MAIN,
    modules: {
      ...Object.fromEntries(own),
      [MAIN]: { js: mainSource(code) },
      "__edge_runtime.js": { js: runtime },
      "__edge_mark.js": { js: markSource(markLine) },
    },
  };
}

/** Evaluated in the order of its imports: ours has prepared `env` when the script's own begins. */
function mainSource(code: ScriptCode): string {
  const script = JSON.stringify(`./${code.mainModule}`);
  const objects = code.resources.flatMap((resource) =>
    resource.type === "durable_object_namespace" ? [resource.className] : [],
  );
  return [
    'import { durableObject } from "./__edge_runtime.js";',
    `import * as script from ${script};`,
    'import { WorkerEntrypoint, abortIsolate } from "cloudflare:workers";',
    `export * from ${script};`,
    "export default script.default;",
    ...[...new Set(objects)].map((name) => `export const ${name} = durableObject(script.${name});`),
    "export class __EdgeIsolate extends WorkerEntrypoint {",
    '  evict() { abortIsolate("evicted"); }',
    "}",
  ].join("\n");
}

/**
 * Tells which script's code was entered last: when the process hangs, that one hangs it. The line
 * holds a word that uploaded code cannot read, so that no script can put the blame on another.
 */
function markSource(line: string): string {
  return `const log = console.log.bind(console);
const line = ${JSON.stringify(line)};
export const mark = () => log(line);`;
}

function loaderModule(body: ModuleBody): WorkerLoaderModule {
  switch (body.type) {
    case "esm":
      return { js: body.text };
    case "cjs":
      return { cjs: body.text };
    case "text":
      return { text: body.text };
    case "json":
      return { json: JSON.parse(body.text) as unknown };
    case "wasm":
      return { wasm: bytesOf(body.base64) };
    case "data":
      return { data: bytesOf(body.base64) };
  }
}

function bytesOf(base64: string): ArrayBuffer {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)).buffer;
}
