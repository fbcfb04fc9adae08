import { realpath } from "node:fs/promises";
import path from "node:path";
import { FilePath } from "../../../../common/apps/filePath.ts";
import { problem } from "../../../../common/contracts/problem.ts";

/**
 * What a path of an app is when every link in it is followed; names that do not exist yet are
 * kept. Rules about names are asked about this one: a link can call `AGENTS.md` `notes.md`.
 *
 * @throws `outside-app`.
 */
export async function realPathIn(root: string, asked: FilePath): Promise<FilePath> {
  const missing: string[] = [];
  let entry = path.join(root, asked);
  for (;;) {
    const real = await realpath(entry).catch(() => null);
    if (real === null && entry !== root) {
      missing.unshift(path.basename(entry));
      entry = path.dirname(entry);
      continue;
    }
    const whole = path.join(real ?? root, ...missing);
    const inside = path.relative(root, whole).split(path.sep).join("/");
    const parsed = FilePath.safeParse(inside);
    if (parsed.success) return parsed.data;
    throw problem("outside-app", `${asked} leads out of the app's folder.`);
  }
}
