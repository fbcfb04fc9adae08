import type { EdgeHealth } from "../../common/contracts/studio.ts";
import { Emitter } from "../../common/base/event.ts";
import type { Role } from "./edgeRuntime.ts";
import type { Quarantine } from "./quarantine.ts";
import type { ScriptStore } from "./scriptStore.ts";

const SOON_MS = 200;

/** What the edge tells of itself, each time it changes. */
export class HealthMonitor implements Disposable {
  readonly #store: ScriptStore;
  readonly #quarantine: Quarantine;
  readonly #port: number;
  readonly #away = new Set<Role>();
  readonly #changed = new Emitter<EdgeHealth>();
  #rev = 0;
  #soon: NodeJS.Timeout | undefined;

  readonly onChange = this.#changed.on;

  constructor(parts: {
    readonly store: ScriptStore;
    readonly quarantine: Quarantine;
    readonly port: number;
  }) {
    this.#store = parts.store;
    this.#quarantine = parts.quarantine;
    this.#port = parts.port;
  }

  get health(): EdgeHealth {
    const [role] = this.#away;
    return {
      rev: this.#rev,
      state: role === undefined ? "up" : "restarting",
      port: this.#port,
      scripts: this.#store.count(),
      quarantined: this.#quarantine.list().map(({ key, reason, until }) => {
        const [namespace = "", script = ""] = key.split("/", 2);
        return { namespace, script, reason, until };
      }),
      reason: role === undefined ? null : REASON[role],
    };
  }

  isAway(role: Role): boolean {
    return this.#away.has(role);
  }

  /** One of the processes stopped, or answers again. */
  set(role: Role, is: "up" | "away"): void {
    if (is === "up") this.#away.delete(role);
    else this.#away.add(role);
    this.#tell();
  }

  /** Uploads come by the thousand, and each changes only a count. */
  changedSoon(): void {
    this.#soon ??= setTimeout(() => this.#tell(), SOON_MS).unref();
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#soon);
  }

  #tell(): void {
    clearTimeout(this.#soon);
    this.#soon = undefined;
    this.#rev++;
    this.#changed.fire(this.health);
  }
}

const REASON: Readonly<Record<Role, string>> = {
  gateway: "The process that serves the apps stopped and is starting again.",
  runner: "A script hung or used up the memory; the process that runs scripts is starting again.",
};
