import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";

/** Options of npm's libraries: `registry`, `@scope:registry`, `//host/:_authToken` and such. */
export type RegistryConfig = Readonly<Record<string, string>>;

const DEFAULT_REGISTRY = "https://registry.npmjs.org/";

/**
 * Where packages come from, as the person told npm: by environment, then the app's .npmrc, then
 * their own. The app's may name registries but neither credentials nor variables of the
 * environment, so that a folder somebody sent cannot read those.
 */
export async function readRegistryConfig(root: string): Promise<RegistryConfig> {
  const [own, app] = await Promise.all([
    readSettings(process.env["npm_config_userconfig"] ?? path.join(homedir(), ".npmrc")),
    readSettings(path.join(root, ".npmrc")),
  ]);
  const chosen = new Map([["registry", DEFAULT_REGISTRY]]);
  for (const [key, value] of own) {
    if (isRegistry(key) || key.startsWith("//")) chosen.set(key, expand(value));
  }
  for (const [key, value] of app) {
    if (isRegistry(key) && !value.includes("${")) chosen.set(key, value);
  }
  const fromEnvironment = process.env["npm_config_registry"];
  if (fromEnvironment !== undefined) chosen.set("registry", fromEnvironment);
  return Object.fromEntries(chosen);
}

function isRegistry(key: string): boolean {
  return key === "registry" || /^@[^:]+:registry$/.test(key);
}

function expand(value: string): string {
  return value.replaceAll(/\$\{([^}]+)\}/g, (whole, name: string) => process.env[name] ?? whole);
}

async function readSettings(file: string): Promise<readonly (readonly [string, string])[]> {
  const text = await readFile(file, "utf8").catch(() => "");
  return text.split(/\r?\n/).flatMap((line) => {
    const match = /^\s*([^#;=\s][^=]*?)\s*=\s*(.*?)\s*$/.exec(line);
    const [, key, value] = match ?? [];
    if (key === undefined || value === undefined) return [];
    return [[key, value.replace(/^"(.*)"$/, "$1")] as const];
  });
}
