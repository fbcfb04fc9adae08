import type { AppId } from "../../../common/apps/appId.ts";
import type { Blob, Commit, Committed, Refused, Welcome } from "../../../common/apps/room.ts";
import { Emitter } from "../../../common/base/event.ts";
import { toProblem } from "../../../common/contracts/problem.ts";
import type { CompiledCommit } from "../../compiler/protocol.ts";
import type { Room, SyncLedger } from "./ports.ts";
import { ServedManifest } from "./servedManifest.ts";

/** Below this, asking which bodies the store lacks costs more than sending them. */
const ASK_FIRST_BYTES = 500_000;

export interface Pushed {
  readonly commit: CompiledCommit;
  readonly rev: number;
}

/**
 * Takes compiled commits to one room, one after another, and keeps the books: which revision
 * holds which save, and up to where the target serves what was saved.
 */
export class RoomPush {
  readonly onPushed = new Emitter<Pushed>();
  readonly onRefused = new Emitter<{ readonly id: number; readonly refused: Refused }>();
  readonly onOffline = new Emitter<{ readonly id: number; readonly reason: string }>();
  readonly onPainted = new Emitter<readonly string[]>();
  /** The number up to which everything saved is on the target. */
  readonly onAcknowledged = new Emitter<number>();
  /** What the target serves. */
  readonly served = new ServedManifest();

  readonly #appId: AppId;
  readonly #target: string;
  readonly #room: Room;
  readonly #ledger: SyncLedger;
  #queue: Promise<void> = Promise.resolve();
  #waiting = 0;
  #rev = 0;
  #unpainted: { readonly rev: number; readonly saves: readonly string[] }[] = [];

  constructor(options: { appId: AppId; target: string; room: Room; ledger: SyncLedger }) {
    this.#appId = options.appId;
    this.#target = options.target;
    this.#room = options.room;
    this.#ledger = options.ledger;
    options.room.onPainted(({ rev }) => this.#painted(rev));
    options.room.onClosed(({ reason }) => this.#ledger.offline(this.#appId, this.#target, reason));
  }

  get idle(): boolean {
    return this.#waiting === 0;
  }

  /** The connection stands (again), and this is what the target serves. */
  welcomed(welcome: Pick<Welcome, "rev" | "manifest">): void {
    this.#rev = welcome.rev;
    this.served.welcome(welcome);
  }

  push(commit: CompiledCommit): void {
    this.#waiting++;
    this.#queue = this.#queue.then(() => this.#send(commit)).finally(() => this.#waiting--);
  }

  /** False when the target did not take it: the compiler then sends everything itself. */
  async pushSnapshot(snapshot: Omit<Commit, "id" | "epoch">): Promise<boolean> {
    try {
      const blobs = await this.#withoutStored(snapshot.blobs);
      const answer = await this.#room.commit({ ...snapshot, blobs });
      if (answer.type === "committed") this.served.apply(snapshot);
      return answer.type === "committed";
    } catch (error) {
      this.#ledger.offline(this.#appId, this.#target, toProblem(error).message);
      return false;
    }
  }

  /** Everything saved up to `seq` is on the target. */
  acknowledge(seq: number): void {
    this.#ledger.acknowledged(this.#appId, this.#target, seq, this.#rev);
    this.onAcknowledged.fire(seq);
  }

  async #send(commit: CompiledCommit): Promise<void> {
    const { set, remove, payloads, answers, complete } = commit;
    let answer: Committed | Refused;
    try {
      const blobs = await this.#withoutStored(commit.blobs);
      answer = await this.#room.commit({ blobs, set, remove, payloads, answers, complete });
    } catch (error) {
      const reason = toProblem(error).message;
      this.#ledger.offline(this.#appId, this.#target, reason);
      this.onOffline.fire({ id: commit.id, reason });
      return;
    }
    if (answer.type === "refused") {
      this.onRefused.fire({ id: commit.id, refused: answer });
      return;
    }
    this.#rev = answer.rev;
    this.served.apply(commit);
    if (commit.saves.length > 0) this.#unpainted.push({ rev: answer.rev, saves: commit.saves });
    this.onPushed.fire({ commit, rev: answer.rev });
  }

  /** Bodies are shared by all apps: what another one pushed is named, not sent again. */
  async #withoutStored(blobs: readonly Blob[]): Promise<readonly Blob[]> {
    const bytes = blobs.reduce((sum, { body }) => sum + (body?.byteLength ?? 0), 0);
    if (bytes < ASK_FIRST_BYTES) return blobs;
    const missing = new Set(await this.#room.missing(blobs.map(({ hash }) => hash)));
    return blobs.map((blob) => (missing.has(blob.hash) ? blob : { ...blob, body: null }));
  }

  #painted(rev: number): void {
    const painted = this.#unpainted.filter((entry) => entry.rev <= rev);
    if (painted.length === 0) return;
    this.#unpainted = this.#unpainted.filter((entry) => entry.rev > rev);
    this.onPainted.fire(painted.flatMap((entry) => entry.saves));
  }
}
