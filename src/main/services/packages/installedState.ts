import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { problem } from "../../../common/contracts/problem.ts";

const Names = z.record(z.string(), z.string()).default({});
const Manifest = z.looseObject({ dependencies: Names, devDependencies: Names });
const Installed = z.looseObject({ version: z.string() });
const Lockfile = z.looseObject({
  packages: z.record(z.string(), z.looseObject({ version: z.string().optional() })).default({}),
});

/**
 * Which packages that package.json names are not in node_modules, or not in the version of the
 * lockfile. Undefined when it names none, or when there is no package.json.
 *
 * @throws `invalid-input` when package.json is not valid.
 */
export async function missingPackages(root: string): Promise<readonly string[] | undefined> {
  const manifest = await readManifest(root);
  if (manifest === undefined) return undefined;
  const names = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
  if (names.length === 0) return undefined;
  const locked = Lockfile.safeParse(await readJson(path.join(root, "package-lock.json"))).data;
  const found = await Promise.all(
    names.map(async (name) => {
      const file = path.join(root, "node_modules", name, "package.json");
      const installed = Installed.safeParse(await readJson(file)).data;
      const wanted = locked?.packages[`node_modules/${name}`]?.version;
      return installed !== undefined && (wanted === undefined || wanted === installed.version);
    }),
  );
  return names.filter((_, i) => found[i] !== true);
}

async function readManifest(root: string): Promise<z.infer<typeof Manifest> | undefined> {
  const text = await readOrUndefined(path.join(root, "package.json"));
  if (text === undefined) return undefined;
  const parsed = Manifest.safeParse(parse(text));
  if (parsed.success) return parsed.data;
  throw problem("invalid-input", "package.json cannot be read: it is not valid.", {
    next: "Mend package.json, then try again.",
    details: parsed.error.message,
  });
}

async function readJson(file: string): Promise<unknown> {
  const text = await readOrUndefined(file);
  return text === undefined ? undefined : parse(text);
}

async function readOrUndefined(file: string): Promise<string | undefined> {
  return readFile(file, "utf8").catch(() => undefined);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return undefined;
  }
}
