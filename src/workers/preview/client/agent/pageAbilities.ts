import type { AgentAbilities } from "../../../../common/apps/bridge.ts";
import { fiberOf } from "./react/fibers.ts";

/** What other frameworks leave on the elements or the window of a page in development. */
const OTHERS: readonly (readonly [name: string, isThere: () => boolean])[] = [
  ["Vue", () => hasKey("__vue_app__") || "__VUE__" in globalThis],
  ["Svelte", () => hasKey("__svelte_meta") || "__svelte" in globalThis],
  ["Preact", () => hasKey("__k")],
  ["Solid", () => "_$HY" in globalThis || hasKey("$$click")],
  ["Angular", () => document.querySelector("[ng-version]") !== null],
];

export function pageAbilities(stamped: number): AgentAbilities {
  return {
    react: topElements().some((element) => fiberOf(element) !== undefined),
    stamped,
    other: OTHERS.find(([, isThere]) => isThere())?.[0] ?? null,
  };
}

function hasKey(key: string): boolean {
  return topElements().some((element) => key in element);
}

function topElements(): Element[] {
  return [...document.querySelectorAll("body > *, body > * > *")];
}
