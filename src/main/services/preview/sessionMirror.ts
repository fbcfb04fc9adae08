import type { AppId } from "../../../common/apps/appId.ts";
import type { Log } from "../../../common/base/log.ts";
import type { WorkerBundle } from "../../compiler/protocol.ts";
import { AccountMirror, type LocalChange } from "./accountMirror.ts";
import type { PreviewedApp, PreviewPorts, Room } from "./ports.ts";
import type { RoomPush } from "./roomPush.ts";
import type { WantedWorker } from "./worker/provisionApi.ts";
import type { WorkerPorts } from "./worker/workerPorts.ts";

export interface SessionMirrorOptions {
  readonly appId: AppId;
  /** The local target's id. */
  readonly target: string;
  readonly room: Room;
  readonly push: RoomPush;
  readonly app: PreviewedApp;
  readonly ports: Pick<PreviewPorts, "account" | "sync" | "previewScript"> & {
    readonly worker: Pick<WorkerPorts, "settings" | "appOfWorker">;
  };
  readonly log: Log;
}

/** Follows what a session pushes locally, and mirrors it to the account that is linked. */
export class SessionMirror implements Disposable {
  readonly #options: SessionMirrorOptions;
  #mirror: AccountMirror | undefined;
  #seq: number | null = null;
  #worker: { readonly bundle: WorkerBundle | null } | undefined;
  #begun = false;
  #disposed = false;
  #linking: Promise<void> = Promise.resolve();

  constructor(options: SessionMirrorOptions) {
    this.#options = options;
    const { push } = options;
    push.onPushed.on(({ commit }) => this.#changed({ payloads: commit.payloads, seq: null }));
    push.onAcknowledged.on((seq) => this.#changed({ payloads: [], seq }));
  }

  /** What is on disk is served here: from now on the account gets it too. */
  begin(): void {
    if (this.#begun) return;
    this.#begun = true;
    this.relink();
  }

  /** The app's `/api` worker was built anew; null when the app has none. */
  workerBuilt(bundle: WorkerBundle | null): void {
    this.#worker = { bundle };
    this.#mirror?.workerBuilt(bundle);
  }

  /** Another account is linked, or none any more. */
  relink(): void {
    if (this.#begun) this.#linking = this.#linking.then(() => this.#link());
  }

  [Symbol.dispose](): void {
    this.#disposed = true;
    this.#mirror?.[Symbol.dispose]();
  }

  async #link(): Promise<void> {
    this.#mirror?.[Symbol.dispose]();
    this.#mirror = undefined;
    const { appId, target, room, push, ports, log } = this.#options;
    const account = await ports.account();
    if (this.#disposed) return;
    const targets = account === null ? [target] : [target, account.platform.id];
    ports.sync.keepTargets(appId, targets);
    if (account === null) return;
    ports.sync.addTarget(appId, account.platform.id, "cloudflare");
    this.#mirror = new AccountMirror({
      appId,
      account,
      previewScript: ports.previewScript,
      wantedWorker: (bundle) => this.#wantedWorker(bundle),
      local: push.served,
      bodies: (hashes) => room.bodies(hashes),
      ledger: ports.sync,
      log,
    });
    this.#mirror.changed({ payloads: [], seq: this.#seq });
    if (this.#worker !== undefined) this.#mirror.workerBuilt(this.#worker.bundle);
    void this.#mirror.start();
  }

  /** What stands in `.dev.vars` stays on this machine. */
  async #wantedWorker(bundle: WorkerBundle | null): Promise<WantedWorker> {
    const { app, ports } = this.#options;
    const settings = await ports.worker.settings(app.root);
    const appOfWorker = (name: string) => ports.worker.appOfWorker(name);
    return { app, bundle, settings, secrets: {}, appOfWorker };
  }

  #changed(change: LocalChange): void {
    this.#seq = change.seq ?? this.#seq;
    this.#mirror?.changed(change);
  }
}
