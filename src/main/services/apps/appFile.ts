import { randomBytes } from "node:crypto";
import { lstat, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { AppId } from "../../../common/apps/appId.ts";

const FOLDER = ".overskill";

const AppFile = z.object({
  id: AppId,
  name: z.string().trim().min(1).max(80),
  starter: z.string().min(1).max(64).nullable(),
  createdAt: z.number(),
});
/** What an app says of itself, inside its own folder: enough to find it when studio.db is lost. */
export type AppFile = z.infer<typeof AppFile>;

/** Undefined when the folder says nothing that makes sense. It may come from anybody. */
export async function readAppFile(folder: string): Promise<AppFile | undefined> {
  try {
    const text = await readFile(path.join(folder, FOLDER, "app.json"), "utf8");
    return AppFile.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

export async function writeAppFile(folder: string, app: AppFile): Promise<void> {
  const own = path.join(folder, FOLDER);
  await mkdir(own, { recursive: true });
  if (!(await lstat(own)).isDirectory()) throw new Error(`${own} is not a folder`);
  const staged = path.join(own, `.${randomBytes(6).toString("hex")}.json`);
  await writeFile(staged, `${JSON.stringify(app, null, 2)}\n`, { flag: "wx" });
  await rename(staged, path.join(own, "app.json"));
}
