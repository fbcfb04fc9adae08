import type { Plugin } from "vite";
import { ELEMENT_SOURCES } from "../../common/apps/elementSources.ts";

const RUNTIME = "react/jsx-dev-runtime";
const STAMPING = "\0studio:jsx-dev-runtime";

/**
 * Tells the agent in a previewed page where each React element was written. React forgets it, and
 * what it keeps (a stack) is not renewed by Fast Refresh; the props of an element are renewed with
 * every render, so the agent keys what it is told by them. Only for the development server: a
 * build uses another runtime and never sees this.
 */
export function elementSources(): Plugin {
  return {
    name: "studio:element-sources",
    enforce: "pre",
    apply: "serve",
    resolveId: {
      filter: { id: /^react\/jsx-dev-runtime$/ },
      handler: (_source, importer) => (importer === STAMPING ? null : STAMPING),
    },
    load: {
      filter: { id: /^\0studio:jsx-dev-runtime$/ },
      handler: () => CODE,
    },
  };
}

const CODE = `import { Fragment, jsxDEV as create } from ${JSON.stringify(RUNTIME)};
const agent = globalThis[Symbol.for(${JSON.stringify(ELEMENT_SOURCES)})];
function stamped(type, props, key, isStatic, source, self) {
  const element = create(type, props, key, isStatic, source, self);
  if (source !== undefined) agent.note(element, source);
  return element;
}
if (agent !== undefined) import.meta.hot?.on("vite:beforeUpdate", () => agent.updated());
export const jsxDEV = agent === undefined ? create : stamped;
export { Fragment };
`;
