import type { AppId } from "../../../common/apps/appId.ts";
import { blobKey } from "../../../common/apps/names.ts";
import type { Blob, Welcome } from "../../../common/apps/room.ts";
import type { Log } from "../../../common/base/log.ts";
import { toProblem } from "../../../common/contracts/problem.ts";
import type { WorkersPlatform } from "../../cloud/workersPlatform.ts";
import type { Room, SyncLedger } from "./ports.ts";
import { provisionScript } from "./provisionScript.ts";
import { type ManifestDifference, ServedManifest } from "./servedManifest.ts";

/** More bodies than this go to KV in bulk first: a room's message is limited, the API's calls too. */
const HOT_BODIES = 40;
const FULL_RELOAD = { type: "full-reload", path: "*" } as const;
const FIRST_RETRY_MS = 2_000;
const LAST_RETRY_MS = 60_000;

export interface AccountMirrorOptions {
  readonly appId: AppId;
  readonly platform: WorkersPlatform;
  readonly openRoom: (platform: WorkersPlatform, appId: AppId) => Room;
  readonly previewScript: string;
  /** What the local room serves; the mirror makes the account's room serve the same. */
  readonly local: ServedManifest;
  /** Bodies by hash, from the local store. */
  readonly bodies: (hashes: readonly string[]) => Promise<readonly Blob[]>;
  readonly ledger: SyncLedger;
  readonly log: Log;
}

/** The newest local commit: what to tell the account's pages, and up to which save it counts. */
interface LocalChange {
  readonly payloads: readonly unknown[];
  readonly seq: number | null;
}

/**
 * Keeps the preview of a linked account the same as the local one. State is content-addressed,
 * so there is no log of saves to replay: whatever was missed offline is one difference of two
 * manifests, computed when the account answers again.
 */
export class AccountMirror implements Disposable {
  readonly #options: AccountMirrorOptions;
  readonly #stopped = new AbortController();
  readonly #remote = new ServedManifest();
  #stored = new Set<string>();
  #room: Room | undefined;
  #connected = false;
  #changes: LocalChange[] = [];
  #work: Promise<void> = Promise.resolve();

  constructor(options: AccountMirrorOptions) {
    this.#options = options;
  }

  /** Provisions the script and connects; tries again by itself while the account is away. */
  async start(): Promise<void> {
    const { platform, appId, previewScript, openRoom } = this.#options;
    for (let failures = 0; !this.#stopped.signal.aborted; failures++) {
      try {
        const signal = this.#stopped.signal;
        await provisionScript(platform, { id: appId, uploaded: null }, previewScript, signal);
        this.#room = openRoom(platform, appId);
        this.#follow(this.#room);
        return;
      } catch (error) {
        if (this.#refused(error)) return;
        await this.#wait(Math.min(FIRST_RETRY_MS * 2 ** failures, LAST_RETRY_MS));
      }
    }
  }

  /** The local room acknowledged something newer. */
  changed(change: LocalChange): void {
    this.#changes.push(change);
    this.#schedule();
  }

  [Symbol.dispose](): void {
    this.#stopped.abort();
    this.#room?.[Symbol.dispose]();
  }

  #follow(room: Room): void {
    room.onWelcome((welcome) => this.#welcomed(welcome));
    room.onClosed(({ reason }) => {
      this.#connected = false;
      this.#options.ledger.offline(this.#options.appId, this.#options.platform.id, reason);
    });
    room.onFenced(() => {
      const reason = "Another Studio serves this app's preview on the account.";
      this.#connected = false;
      this.#options.ledger.failed(this.#options.appId, this.#options.platform.id, reason);
    });
    room.connect();
  }

  #welcomed(welcome: Welcome): void {
    this.#remote.welcome(welcome);
    this.#stored = new Set(welcome.blobs);
    this.#connected = true;
    this.#schedule();
  }

  /** One difference at a time; what changes meanwhile is in the next one. */
  #schedule(): void {
    this.#work = this.#work.then(() => this.#sync());
  }

  async #sync(): Promise<void> {
    if (!this.#connected || this.#room === undefined) return;
    const changes = this.#changes;
    const difference = this.#options.local.differenceTo(this.#remote);
    try {
      const rev = await this.#send(this.#room, difference, payloadsOf(changes));
      this.#changes = this.#changes.slice(changes.length);
      const seq = Math.max(0, ...changes.map((change) => change.seq ?? 0));
      this.#options.ledger.acknowledged(this.#options.appId, this.#options.platform.id, seq, rev);
    } catch (error) {
      this.#refused(error);
    }
  }

  async #send(
    room: Room,
    difference: ManifestDifference,
    payloads: readonly unknown[],
  ): Promise<number> {
    const hashes = [...new Set(difference.set.map(([, hash]) => hash))];
    const blobs = await this.#bodies(hashes.filter((hash) => !this.#stored.has(hash)));
    const answer = await room.commit({
      ...difference,
      blobs,
      payloads,
      answers: [],
      complete: true,
    });
    if (answer.type === "refused") throw new Error(answer.message);
    for (const { hash } of blobs) this.#stored.add(hash);
    this.#remote.apply(difference);
    return answer.rev;
  }

  async #bodies(hashes: readonly string[]): Promise<readonly Blob[]> {
    if (hashes.length === 0) return [];
    const blobs = await this.#options.bodies(hashes);
    if (blobs.length <= HOT_BODIES) return blobs;
    const values = blobs.flatMap(({ hash, body }) =>
      body === null ? [] : [{ key: blobKey(hash), value: body }],
    );
    await this.#options.platform.putValues("preview", values, this.#stopped.signal);
    return blobs.map((blob) => ({ ...blob, body: null }));
  }

  /** True when trying again cannot help. */
  #refused(error: unknown): boolean {
    const { code, message } = toProblem(error);
    const { ledger, appId, platform, log } = this.#options;
    log.warn("account preview not updated", { app: appId, account: platform.id, reason: message });
    if (code === "offline") ledger.offline(appId, platform.id, message);
    else ledger.failed(appId, platform.id, message);
    return code !== "offline" || this.#stopped.signal.aborted;
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#stopped.signal.addEventListener("abort", () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}

/** Single updates only add up when none was missed; otherwise the pages load anew. */
function payloadsOf(changes: readonly LocalChange[]): readonly unknown[] {
  const [only, ...more] = changes;
  if (only === undefined) return [];
  return more.length === 0 ? only.payloads : [FULL_RELOAD];
}
