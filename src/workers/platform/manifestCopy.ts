import type { AppId } from "../../common/apps/appId.ts";
import { manifestKey } from "../../common/apps/names.ts";
import { RoomCopy, type RoomStorage } from "./roomStorage.ts";

const IDLE_MS = 10_000;
const APP = "studio:app";

/**
 * A copy of the manifest in KV, written when the app has been idle for a while: what a cold start
 * elsewhere reads, and what brings a room back whose own storage is gone. Never on each save: KV
 * takes one write per second per key.
 */
export class ManifestCopy {
  readonly #ctx: DurableObjectState;
  readonly #storage: RoomStorage;
  readonly #files: KVNamespace;
  #dueAt = 0;
  #recovered: Promise<void> | undefined;

  constructor(ctx: DurableObjectState, storage: RoomStorage, files: KVNamespace) {
    this.#ctx = ctx;
    this.#storage = storage;
    this.#files = files;
  }

  /** Rebuilds an untouched room from its copy, once, before it serves anything. */
  recover(app: string): Promise<void> {
    this.#recovered ??= this.#recover(app).catch((error: unknown) => {
      // The next request tries again: serving nothing now must not become serving nothing for good.
      this.#recovered = undefined;
      throw error;
    });
    return this.#recovered;
  }

  schedule(): void {
    const now = Date.now();
    // Each commit moves the time; the alarm itself is set again only when it would ring early.
    const isSet = this.#dueAt > now;
    this.#dueAt = now + IDLE_MS;
    if (!isSet) this.#ctx.waitUntil(this.#ctx.storage.setAlarm(this.#dueAt));
  }

  async writeWhenIdle(): Promise<void> {
    const now = Date.now();
    if (this.#dueAt > now) {
      await this.#ctx.storage.setAlarm(this.#dueAt);
      return;
    }
    const app = await this.#ctx.storage.get<string>(APP);
    if (app === undefined) return;
    this.#storage.dropUnusedBlobs(now);
    await this.#files.put(copyKey(app), JSON.stringify(this.#storage.copy()));
  }

  async #recover(app: string): Promise<void> {
    if (!this.#storage.isUntouched) return;
    await this.#ctx.storage.put(APP, app);
    const text = await this.#files.get(copyKey(app));
    const copy = text === null ? undefined : readCopy(text);
    if (copy !== undefined && this.#storage.isUntouched) this.#storage.restore(copy);
  }
}

/** The app was named by the binding's props, which were set from an AppId. */
function copyKey(app: string): string {
  return manifestKey(app as AppId);
}

/** A copy that cannot be read is as good as none: the host pushes everything anew. */
function readCopy(text: string): RoomCopy | undefined {
  try {
    return RoomCopy.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
