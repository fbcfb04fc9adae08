import type { AppId } from "../../../common/apps/appId.ts";
import { blobKey } from "../../../common/apps/names.ts";
import type { Blob, Committed, Refused, Welcome } from "../../../common/apps/room.ts";
import type { Log } from "../../../common/base/log.ts";
import { problem, toProblem } from "../../../common/contracts/problem.ts";
import type { WorkerBundle } from "../../compiler/protocol.ts";
import type { LinkedAccount, Room, SyncLedger } from "./ports.ts";
import { provisionScript } from "./provisionScript.ts";
import { provisionApi, type WantedWorker } from "./worker/provisionApi.ts";
import { type ManifestDifference, ServedManifest } from "./servedManifest.ts";

/** More bodies than this go to KV in bulk first: a room's message is limited, the API's calls too. */
const HOT_BODIES = 40;
const FULL_RELOAD = { type: "full-reload", path: "*" } as const;
const FIRST_RETRY_MS = 2_000;
const LAST_RETRY_MS = 60_000;

export interface AccountMirrorOptions {
  readonly appId: AppId;
  readonly account: LinkedAccount;
  readonly previewScript: string;
  /** What the local room serves; the mirror makes the account's room serve the same. */
  readonly local: ServedManifest;
  /** Bodies by hash, from the local store. */
  readonly bodies: (hashes: readonly string[]) => Promise<readonly Blob[]>;
  /** What the app's worker is to be on the account. */
  readonly wantedWorker: (bundle: WorkerBundle | null) => Promise<WantedWorker>;
  readonly ledger: SyncLedger;
  readonly log: Log;
  /** Pauses between attempts while the account is away; tests shorten it. */
  readonly firstRetryMs?: number;
}

/** What the local room acknowledged: what to tell the account's pages, and which save it serves. */
export interface LocalChange {
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
  /** What the account's room said when it connected last; undefined while it is away. */
  #turn: Welcome | undefined;
  /** Pages may have missed a change that nothing in `#payloads` tells. */
  #missed = true;
  #payloads: readonly unknown[] = [];
  #seq = 0;
  /** The app's own worker as it was built last, until the account has it. */
  #worker: { readonly bundle: WorkerBundle | null } | undefined;
  #failures = 0;
  #work: Promise<void> = Promise.resolve();

  constructor(options: AccountMirrorOptions) {
    this.#options = options;
  }

  /** Provisions the script and connects; tries again by itself while the account is away. */
  async start(): Promise<void> {
    const { account, appId, previewScript } = this.#options;
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      try {
        await provisionScript(
          account.platform,
          { id: appId, uploaded: null },
          previewScript,
          signal,
        );
        this.#follow(account.openRoom(account.platform, appId));
        return;
      } catch (error) {
        if (this.#isHopeless(error)) return;
        await this.#pause();
      }
    }
  }

  /** The local room acknowledged something newer. */
  changed({ payloads, seq }: LocalChange): void {
    this.#seq = Math.max(this.#seq, seq ?? 0);
    const told = [...this.#payloads, ...payloads];
    // While the account is away its pages miss single updates, whatever is kept of them.
    this.#payloads = this.#turn === undefined ? told.slice(-1) : told;
    this.#schedule();
  }

  /** The app's `/api` worker was built anew; null when the app has none. */
  workerBuilt(bundle: WorkerBundle | null): void {
    this.#worker = { bundle };
    this.#schedule();
  }

  [Symbol.dispose](): void {
    this.#stopped.abort();
    this.#room?.[Symbol.dispose]();
  }

  #follow(room: Room): void {
    if (this.#stopped.signal.aborted) return room[Symbol.dispose]();
    this.#room = room;
    room.onWelcome((welcome) => this.#welcomed(welcome));
    room.onClosed(({ reason }) => {
      this.#turn = undefined;
      if (isKeyRefused(reason)) this.#note("failed", "The account's preview refused Studio's key.");
      else this.#note("offline", reason);
    });
    room.onFenced(() => {
      this.#turn = undefined;
      this.#note("failed", "Another Studio serves this app's preview on the account.");
    });
    room.connect();
  }

  #welcomed(welcome: Welcome): void {
    this.#remote.welcome(welcome);
    this.#stored = new Set(welcome.blobs);
    this.#turn = welcome;
    this.#missed = true;
    this.#schedule();
  }

  /** One difference at a time; what changes meanwhile is in the next one. */
  #schedule(): void {
    this.#work = this.#work.then(() => this.#sync());
  }

  async #sync(): Promise<void> {
    const [room, turn] = [this.#room, this.#turn];
    if (turn === undefined || room === undefined) return;
    const { local, ledger, appId, account } = this.#options;
    try {
      await this.#uploadWorker();
      const difference = local.differenceTo(this.#remote);
      const [payloads, seq] = [this.#payloads, this.#seq];
      const rev = await this.#send(room, difference, this.#missed);
      if (this.#turn === turn) {
        this.#payloads = this.#payloads.slice(payloads.length);
        this.#missed = false;
      }
      this.#failures = 0;
      ledger.acknowledged(appId, account.platform.id, seq, rev);
    } catch (error) {
      // Without a connection the next welcome begins anew.
      if (this.#isHopeless(error) || this.#turn === undefined) return;
      void this.#pause().then(() => this.#schedule());
    }
  }

  async #uploadWorker(): Promise<void> {
    const worker = this.#worker;
    if (worker === undefined) return;
    const { account, wantedWorker } = this.#options;
    const wanted = await wantedWorker(worker.bundle);
    await provisionApi(account.platform, wanted, this.#stopped.signal);
    if (this.#worker === worker) this.#worker = undefined;
  }

  /** Returns the revision that serves it. */
  async #send(room: Room, difference: ManifestDifference, missed: boolean): Promise<number> {
    const isBehind = difference.set.length + difference.remove.length > 0;
    const payloads = missed && isBehind ? reloadInstead(this.#payloads) : this.#payloads;
    const commit = { ...difference, payloads, answers: [], complete: true };
    const hashes = [...new Set(difference.set.map(([, hash]) => hash))];
    const lacking = hashes.filter((hash) => !this.#stored.has(hash));
    let answer = await room.commit({ ...commit, blobs: await this.#blobs(lacking) });
    if (answer.type === "refused" && answer.reason === "missing-blobs") {
      // The room forgot them, or KV does not show everywhere yet what was written in bulk.
      const blobs = await this.#options.bodies([...new Set([...lacking, ...answer.hashes])]);
      answer = await room.commit({ ...commit, blobs });
    }
    const { rev } = taken(answer);
    for (const hash of lacking) this.#stored.add(hash);
    this.#remote.apply(difference);
    return rev;
  }

  /** Many bodies go to KV first, in few calls; the room then only has to learn of them. */
  async #blobs(hashes: readonly string[]): Promise<readonly Blob[]> {
    if (hashes.length === 0) return [];
    const blobs = await this.#options.bodies(hashes);
    if (blobs.length <= HOT_BODIES) return blobs;
    const values = blobs.flatMap(({ hash, body }) =>
      body === null ? [] : [{ key: blobKey(hash), value: body }],
    );
    await this.#options.account.platform.putValues("preview", values, this.#stopped.signal);
    return blobs.map((blob) => ({ ...blob, body: null }));
  }

  /** Notes why it failed; true when trying again cannot help. */
  #isHopeless(error: unknown): boolean {
    if (this.#stopped.signal.aborted) return true;
    const { code, message, details } = toProblem(error);
    const { log, appId, account } = this.#options;
    const context = { app: appId, account: account.platform.id, reason: message, details };
    log.warn("account preview not updated", context);
    this.#note(code === "offline" ? "offline" : "failed", message);
    return code !== "offline";
  }

  #note(state: "offline" | "failed", reason: string): void {
    const { ledger, appId, account } = this.#options;
    ledger[state](appId, account.platform.id, reason);
  }

  #pause(): Promise<void> {
    const first = this.#options.firstRetryMs ?? FIRST_RETRY_MS;
    const ms = Math.min(first * 2 ** this.#failures++, LAST_RETRY_MS);
    const { signal } = this.#stopped;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => resolve(), { once: true });
    return promise.finally(() => clearTimeout(timer));
  }
}

function taken(answer: Committed | Refused): Committed {
  if (answer.type === "committed") return answer;
  throw problem("account-refused", `The account's preview refused: ${answer.message}`, {
    details: answer.reason,
  });
}

/** Single updates only add up when none was missed. An error that still stands is shown again. */
function reloadInstead(payloads: readonly unknown[]): readonly unknown[] {
  const last = payloads.at(-1);
  const isError =
    typeof last === "object" && last !== null && "type" in last && last.type === "error";
  return isError ? [FULL_RELOAD, last] : [FULL_RELOAD];
}

/** How a socket's handshake says that it was refused. */
function isKeyRefused(reason: string): boolean {
  return /response: 40[13]\b/.test(reason);
}
