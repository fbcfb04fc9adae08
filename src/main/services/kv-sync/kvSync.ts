import type { AppId } from "../../../common/apps/appId.ts";
import { Emitter, type Listen } from "../../../common/base/event.ts";
import type { SyncState } from "../../../common/contracts/preview.ts";

/** Where the queue is kept: studio.db. Writes are durable when they return. */
export interface SyncRepository {
  targets(appId: AppId): readonly StoredTarget[];
  saveTarget(appId: AppId, target: StoredTarget): void;
  /** Forgets the target and what waits for it. */
  removeTarget(appId: AppId, target: string): void;
  /** Adds one row a path and target, or moves an older one to the end; returns its number. */
  enqueue(appId: AppId, targets: readonly string[], paths: readonly string[], at: number): number;
  /** Drops what was enqueued up to `seq`. */
  acknowledge(appId: AppId, target: string, seq: number): void;
  pending(appId: AppId, target: string): number;
}

export interface StoredTarget {
  readonly id: string;
  readonly kind: "local" | "cloudflare";
  readonly state: SyncState["targets"][number]["state"];
  readonly reason: string | null;
  readonly rev: number | null;
  readonly acknowledgedAt: number | null;
}

/**
 * Keeps, per app and target, what was saved but is not served yet. The queue needs no bodies:
 * state is content-addressed, so what a target lacks is found by comparing manifests. What must
 * not be lost is the knowledge that it lacks something, and since when.
 */
export class KvSync {
  readonly #repository: SyncRepository;
  readonly #now: () => number;
  readonly #revByApp = new Map<AppId, number>();
  readonly #changed = new Emitter<AppId>();

  constructor(repository: SyncRepository, now: () => number) {
    this.#repository = repository;
    this.#now = now;
  }

  /** Makes a target known, so that saves wait for it from now on. */
  addTarget(appId: AppId, id: string, kind: StoredTarget["kind"]): void {
    if (this.#target(appId, id) !== undefined) return;
    this.#save(appId, {
      id,
      kind,
      state: "pending",
      reason: null,
      rev: null,
      acknowledgedAt: null,
    });
  }

  /** Forgets all others: an account that was unlinked is not waited for. */
  keepTargets(appId: AppId, ids: readonly string[]): void {
    const others = this.#repository.targets(appId).filter(({ id }) => !ids.includes(id));
    for (const { id } of others) this.#repository.removeTarget(appId, id);
    if (others.length > 0) this.#announce(appId);
  }

  saved(appId: AppId, paths: readonly string[]): number {
    const targets = this.#repository.targets(appId);
    const ids = targets.map((target) => target.id);
    const seq = this.#repository.enqueue(appId, ids, paths, this.#now());
    for (const target of targets) {
      if (target.state === "synced")
        this.#repository.saveTarget(appId, { ...target, state: "pending" });
    }
    this.#announce(appId);
    return seq;
  }

  acknowledged(appId: AppId, id: string, seq: number, rev: number): void {
    const target = this.#target(appId, id);
    if (target === undefined) return;
    this.#repository.acknowledge(appId, id, seq);
    const state = this.#repository.pending(appId, id) === 0 ? "synced" : "pending";
    this.#save(appId, { ...target, state, reason: null, rev, acknowledgedAt: this.#now() });
  }

  offline(appId: AppId, id: string, reason: string): void {
    this.#setState(appId, id, "offline", reason);
  }

  failed(appId: AppId, id: string, reason: string): void {
    this.#setState(appId, id, "failed", reason);
  }

  watch(appId: AppId): { readonly value: SyncState; readonly onChange: Listen<SyncState> } {
    const read = (): SyncState => this.#state(appId);
    return {
      get value() {
        return read();
      },
      onChange: (listener) =>
        this.#changed.on((changed) => {
          if (changed === appId) listener(read());
        }),
    };
  }

  #state(appId: AppId): SyncState {
    return {
      appId,
      rev: this.#revByApp.get(appId) ?? 0,
      targets: this.#repository
        .targets(appId)
        .map(({ id, kind, state, reason, acknowledgedAt }) => ({
          id,
          kind,
          state,
          reason,
          acknowledgedAt,
          pending: this.#repository.pending(appId, id),
        })),
    };
  }

  #setState(appId: AppId, id: string, state: StoredTarget["state"], reason: string): void {
    const target = this.#target(appId, id);
    if (target === undefined || (target.state === state && target.reason === reason)) return;
    this.#save(appId, { ...target, state, reason });
  }

  #target(appId: AppId, id: string): StoredTarget | undefined {
    return this.#repository.targets(appId).find((target) => target.id === id);
  }

  #save(appId: AppId, target: StoredTarget): void {
    this.#repository.saveTarget(appId, target);
    this.#announce(appId);
  }

  #announce(appId: AppId): void {
    this.#revByApp.set(appId, (this.#revByApp.get(appId) ?? 0) + 1);
    this.#changed.fire(appId);
  }
}
