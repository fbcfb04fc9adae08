import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";

export interface HostOptions {
  /** Where Studio keeps studio.db, the edge's state and caches. */
  readonly dataDir: string;
  /** Where new apps are made. */
  readonly appsDir: string;
  /** Port of the headless host; 0 takes a free one. */
  readonly port: number;
  /** A real Node binary for child processes: Electron's own ignores `--permission`. */
  readonly nodeBinary: string;
  /** Whether secrets are kept in the person's own keychain. */
  readonly usesKeychain: boolean;
}

const Port = z.coerce.number().int().min(0).max(65_535);

/** Reads the command line and the environment. Throws with a sentence on an option not known. */
export function readHostOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  bundledNode: string,
): HostOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      "data-dir": { type: "string" },
      port: { type: "string" },
      "no-open": { type: "boolean" },
    },
  });
  const ownDataDir = values["data-dir"] ?? env["STUDIO_DATA_DIR"];
  const dataDir = path.resolve(ownDataDir ?? defaultDataDir(env));
  return {
    dataDir,
    // A data folder of its own (a second profile, a test) keeps its apps to itself as well.
    appsDir:
      ownDataDir === undefined
        ? path.join(os.homedir(), "OverSkill Studio")
        : path.join(dataDir, "apps"),
    port: Port.parse(values.port ?? env["STUDIO_PORT"] ?? 0),
    nodeBinary: env["STUDIO_NODE"] ?? bundledNode,
    // What a second profile or a test links is not the person's account.
    usesKeychain: ownDataDir === undefined || env["STUDIO_KEYCHAIN"] === "1",
  };
}

function defaultDataDir(env: Readonly<Record<string, string | undefined>>): string {
  const home = os.homedir();
  if (process.platform === "darwin") {
    return path.join(home, "Library/Application Support/OverSkill Studio");
  }
  if (process.platform === "win32") {
    return path.join(env["APPDATA"] ?? path.join(home, "AppData/Roaming"), "OverSkill Studio");
  }
  return path.join(env["XDG_DATA_HOME"] ?? path.join(home, ".local/share"), "overskill-studio");
}
