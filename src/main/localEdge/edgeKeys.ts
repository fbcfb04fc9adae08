import { randomBytes } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";

const EdgeKeys = z.object({
  /** Bearer of the local REST API. */
  token: z.string().min(32),
  /** Room keys are derived from it. */
  roomSecret: z.string().min(32),
  /** 32 bytes, base64: encrypts scripts' secrets at rest. */
  secretsKey: z.base64(),
});
export type EdgeKeys = z.infer<typeof EdgeKeys>;

/**
 * Reads the local edge's keys, or makes them. They are of this data folder only, readable by its
 * owner; what they protect (local scripts and rooms) lies beside them.
 */
export async function edgeKeys(folder: string): Promise<EdgeKeys> {
  const file = path.join(folder, "keys.json");
  try {
    return EdgeKeys.parse(JSON.parse(await readFile(file, "utf8")));
  } catch {
    // Missing or damaged: new keys. Scripts' secrets under a lost key have to be set again.
    return await makeKeys(folder, file);
  }
}

async function makeKeys(folder: string, file: string): Promise<EdgeKeys> {
  const word = (): string => randomBytes(32).toString("base64url");
  const keys = {
    token: word(),
    roomSecret: word(),
    secretsKey: randomBytes(32).toString("base64"),
  };
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(`${file}.new`, JSON.stringify(keys), { mode: 0o600 });
  await rename(`${file}.new`, file);
  return keys;
}
