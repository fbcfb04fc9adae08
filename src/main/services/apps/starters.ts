import { readdir, readFile, realpath } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { Starter } from "../../../common/contracts/apps.ts";

const StarterFile = Starter.omit({ thumbnail: true }).extend({
  /** Where it stands among the others. */
  order: z.number(),
});

/** The apps that ship with Studio: `<id>/{starter.json,thumbnail.png,app/}`. */
export class Starters {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** In the order they are shown. */
  async all(): Promise<readonly Starter[]> {
    const ids = await readdir(this.#folder, { withFileTypes: true });
    const found = await Promise.all(
      ids.filter((item) => item.isDirectory()).map((item) => this.#read(item.name)),
    );
    return found.toSorted((a, b) => a.order - b.order).map(({ starter }) => starter);
  }

  /** The folder of a starter's files; undefined when there is none of that id. */
  async appFolder(id: string): Promise<string | undefined> {
    const ids = await readdir(this.#folder);
    return ids.includes(id) ? path.join(this.#folder, id, "app") : undefined;
  }

  /** A file as the starter ships it; null when it has none of that name. */
  async file(id: string, file: string): Promise<string | null> {
    const folder = await this.appFolder(id);
    if (folder === undefined) return null;
    const real = await realpath(path.join(folder, file)).catch(() => undefined);
    if (real?.startsWith((await realpath(folder)) + path.sep) !== true) return null;
    return readFile(real, "utf8");
  }

  async #read(id: string): Promise<{ readonly starter: Starter; readonly order: number }> {
    const folder = path.join(this.#folder, id);
    const [text, picture] = await Promise.all([
      readFile(path.join(folder, "starter.json"), "utf8"),
      readFile(path.join(folder, "thumbnail.png")),
    ]);
    const { order, ...rest } = StarterFile.parse(JSON.parse(text));
    const thumbnail = `data:image/png;base64,${picture.toString("base64")}`;
    return { starter: { ...rest, thumbnail }, order };
  }
}
