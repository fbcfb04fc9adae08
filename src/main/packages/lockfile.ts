import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { problem } from "../../common/contracts/problem.ts";

const Dependencies = z.record(z.string(), z.string()).default({});

const Manifest = z.looseObject({
  dependencies: Dependencies,
  devDependencies: Dependencies,
  optionalDependencies: Dependencies,
  peerDependencies: Dependencies,
  workspaces: z.unknown().optional(),
});
export type Manifest = z.infer<typeof Manifest>;

const LockedPackage = z.looseObject({
  name: z.string().optional(),
  version: z.string().optional(),
  resolved: z.string().optional(),
  integrity: z.string().optional(),
  link: z.boolean().optional(),
  inBundle: z.boolean().optional(),
  optional: z.boolean().optional(),
  os: z.array(z.string()).optional(),
  cpu: z.array(z.string()).optional(),
  libc: z.array(z.string()).optional(),
});

const Lockfile = z.looseObject({
  lockfileVersion: z.number(),
  packages: z.record(z.string(), z.looseObject({})),
});
export type Lockfile = z.infer<typeof Lockfile>;

/** A package that an install on this machine needs the tarball of. */
export interface NeededPackage {
  readonly name: string;
  readonly version: string;
  readonly resolved: string;
  /** As in the lockfile: `sha512-…`. */
  readonly integrity: string;
}

/** @throws `not-found` or `invalid-input`, worded for the person. */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readOrNull(path.join(folder, "package.json"));
  if (text === null) {
    throw problem("not-found", "The app has no package.json.", {
      next: "Create one to use packages.",
    });
  }
  const parsed = Manifest.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw problem("invalid-input", "package.json cannot be read: it is not valid.", {
    next: "Mend package.json, then try again.",
    details: parsed.error.message,
  });
}

/** Null when there is none, or none that can be used: then versions are resolved anew. */
export async function readLockfile(folder: string): Promise<Lockfile | null> {
  const text = await readOrNull(path.join(folder, "package-lock.json"));
  const parsed = text === null ? null : Lockfile.safeParse(parseJson(text));
  return parsed?.success === true && parsed.data.lockfileVersion >= 2 ? parsed.data : null;
}

/** Whether the lockfile was made for what package.json asks for now. */
export function isInStep(manifest: Manifest, lockfile: Lockfile): boolean {
  const locked = Manifest.safeParse(lockfile.packages[""] ?? {});
  if (!locked.success) return false;
  const kinds = [
    "dependencies",
    "devDependencies",
    "optionalDependencies",
    "peerDependencies",
  ] as const;
  return kinds.every((kind) => isSame(manifest[kind], locked.data[kind]));
}

/** Names a node_modules folder: equal for apps whose lockfiles differ in the app's name only. */
export function treeHash(lockfile: Lockfile): string {
  const { "": root, ...packages } = lockfile.packages;
  const { name: _name, version: _version, ...asked } = root ?? {};
  const platform = [process.platform, process.arch, libc()];
  const text = JSON.stringify([1, platform, sortKeys(asked), sortKeys(packages)]);
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}

/** Local folders cannot be installed in a copy of the app: their paths would not lead there. */
export function hasLocalPackages(manifest: Manifest, lockfile: Lockfile | null): boolean {
  if (manifest.workspaces !== undefined) return true;
  const isLink = (locked: unknown): boolean => LockedPackage.safeParse(locked).data?.link === true;
  if (Object.values(lockfile?.packages ?? {}).some(isLink)) return true;
  return [manifest.dependencies, manifest.devDependencies, manifest.optionalDependencies].some(
    (kind) => Object.values(kind).some((spec) => /^(?:file:|link:|\.{0,2}\/|~\/)/.test(spec)),
  );
}

/** Every package of the lockfile that has a tarball and is for this platform. */
export function neededPackages(lockfile: Lockfile): readonly NeededPackage[] {
  return Object.entries(lockfile.packages).flatMap(([location, entry]) => {
    const locked = LockedPackage.safeParse(entry).data;
    if (locked === undefined || !location.includes("node_modules/")) return [];
    const { version, resolved, integrity } = locked;
    if (locked.link === true || locked.inBundle === true) return [];
    if (version === undefined || resolved === undefined || integrity === undefined) return [];
    if (locked.optional === true && !isForThisPlatform(locked)) return [];
    const name = locked.name ?? location.slice(location.lastIndexOf("node_modules/") + 13);
    return [{ name, version, resolved, integrity }];
  });
}

function isForThisPlatform({ os, cpu, libc: libcs }: z.infer<typeof LockedPackage>): boolean {
  return (
    isAllowed(os, process.platform) &&
    isAllowed(cpu, process.arch) &&
    (process.platform !== "linux" || isAllowed(libcs, libc()))
  );
}

/** npm's lists: names that are meant, or `!names` that are not. */
function isAllowed(list: readonly string[] | undefined, mine: string): boolean {
  if (list === undefined || list.length === 0) return true;
  if (list.includes(`!${mine}`)) return false;
  return list.includes(mine) || list.includes("any") || list.every((name) => name.startsWith("!"));
}

let knownLibc: string | undefined;

/** `glibc` or `musl` on Linux; empty elsewhere. */
function libc(): string {
  if (process.platform !== "linux") return "";
  if (knownLibc === undefined) {
    const Report = z.object({ header: z.object({ glibcVersionRuntime: z.string().optional() }) });
    const { header } = Report.parse(process.report.getReport());
    knownLibc = header.glibcVersionRuntime === undefined ? "musl" : "glibc";
  }
  return knownLibc;
}

function isSame(a: Record<string, string>, b: Record<string, string>): boolean {
  return JSON.stringify(sortKeys(a)) === JSON.stringify(sortKeys(b));
}

function sortKeys<T>(record: Record<string, T>): [string, T][] {
  return Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function parseJson(text: string): unknown {
  try {
    // npm tolerates a byte order mark, so we do.
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return undefined;
  }
}

async function readOrNull(file: string): Promise<string | null> {
  return readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
}
