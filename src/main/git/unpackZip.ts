import { chmodSync, symlinkSync, writeFileSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import path from "node:path";
import { inflateRawSync } from "node:zlib";
import { FilePath } from "../../common/apps/filePath.ts";
import { problem } from "../../common/contracts/problem.ts";
import { leavesFolder } from "./importedLinks.ts";
import type { ImportLimits, ImportProgress, Skipped } from "./importProtocol.ts";
import { RealFolders } from "./realFolders.ts";
import { isGitName } from "./safePath.ts";
import { dataRange, noZip, readAt, readZipDirectory, type ZipEntry } from "./zipDirectory.ts";

const LINK = 0o120000;
const KIND = 0o170000;
const EXECUTABLE = 0o111;

interface Wanted {
  readonly entry: ZipEntry;
  readonly path: FilePath;
}

/**
 * Unpacks a zip into an empty folder. What would leave it, run by itself or belong to no app is
 * left out and told.
 *
 * @throws `too-large` beyond the limits, also when the zip hides what it unpacks to.
 */
export async function unpackZip(
  zip: string,
  target: string,
  limits: ImportLimits,
  onProgress: (progress: ImportProgress) => void,
): Promise<readonly Skipped[]> {
  await using file = await open(zip, "r");
  const entries = await readZipDirectory(file);
  const skipped: Skipped[] = [];
  const wanted = choose(entries, skipped);
  if (wanted.length > limits.files) throw tooMany(limits.files);
  let bytes = 0;
  const folders = new RealFolders(target);
  for (const [i, { entry, path: name }] of wanted.entries()) {
    const content = await unpackEntry(file, entry, limits.bytes - bytes);
    bytes += content.length;
    place({ target, folders, name, entry, content }, skipped);
    onProgress({ stage: "unpacking", done: i + 1, total: wanted.length, unit: "files" });
  }
  return skipped;
}

/** Files by the path they get; without the one folder that everything may lie in. */
function choose(entries: readonly ZipEntry[], skipped: Skipped[]): readonly Wanted[] {
  const files = entries.filter(({ name }) => !name.endsWith("/"));
  const tops = new Set(files.map(({ name }) => name.split("/")[0]));
  tops.delete("__MACOSX");
  const [top] = tops;
  const isWrapped = tops.size === 1 && files.some(({ name }) => name.startsWith(`${top}/`));
  const wanted = new Map<string, Wanted>();
  for (const entry of files) {
    const isBelow = isWrapped && entry.name.startsWith(`${top}/`);
    const below = isBelow ? entry.name.slice((top ?? "").length + 1) : entry.name;
    const reason = reasonToSkip(entry, below);
    const parsed = FilePath.safeParse(below);
    if (reason !== null) skipped.push({ path: entry.name, reason });
    else if (parsed.success) wanted.set(parsed.data.toLowerCase(), { entry, path: parsed.data });
  }
  return [...wanted.values()];
}

function reasonToSkip(entry: ZipEntry, name: string): string | null {
  const names = name.split("/");
  if (!FilePath.safeParse(name).success || path.isAbsolute(name) || /^[A-Za-z]:/.test(name)) {
    return "Its path would leave the app's folder.";
  }
  if (names.some(isGitName)) return "A repository in a zip could run programs.";
  if (names.includes("node_modules")) return "Packages are installed anew.";
  if (names[0] === "__MACOSX" || names.at(-1) === ".DS_Store") return "It belongs to no app.";
  if (entry.isEncrypted) return "It is encrypted.";
  if (entry.method !== 0 && entry.method !== 8) return "It is packed in a way Studio cannot read.";
  return null;
}

async function unpackEntry(file: FileHandle, entry: ZipEntry, left: number): Promise<Buffer> {
  if (entry.size > left) throw tooLarge();
  const { from, to } = await dataRange(file, entry);
  const packed = await readAt(file, from, to);
  if (packed.length !== entry.compressedSize) throw noZip();
  if (entry.method === 0) return packed;
  try {
    // The directory may say less than what comes out.
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, Math.min(left, entry.size + 1)) });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge();
    throw noZip();
  }
}

interface Placed {
  readonly target: string;
  readonly folders: RealFolders;
  readonly name: FilePath;
  readonly entry: ZipEntry;
  readonly content: Buffer;
}

function place({ target, folders, name, entry, content }: Placed, skipped: Skipped[]): void {
  const absolute = path.join(target, name);
  if ((entry.mode & KIND) === LINK) {
    const to = content.toString("utf8");
    if (leavesFolder(name, to)) {
      skipped.push({ path: name, reason: "It is a link out of the app's folder." });
      return;
    }
    folders.make(path.posix.dirname(name));
    symlinkSync(to, absolute);
    return;
  }
  folders.make(path.posix.dirname(name));
  writeFileSync(absolute, content, { flag: "wx" });
  if ((entry.mode & EXECUTABLE) !== 0) chmodSync(absolute, 0o755);
}

function tooMany(limit: number): Error {
  return problem("too-large", `The zip holds more than ${limit.toLocaleString("en")} files.`, {
    next: "Unpack it with another program, then open the folder.",
  });
}

function tooLarge(): Error {
  return problem("too-large", "The zip unpacks to more than Studio imports.", {
    next: "If you trust it, unpack it with another program, then open the folder.",
  });
}
