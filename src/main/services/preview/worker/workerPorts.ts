import type { AppId } from "../../../../common/apps/appId.ts";
import type { TailEvent } from "../../../../common/apps/edgeWire.ts";
import type { WorkerSettings } from "../../../../common/apps/workerSettings.ts";
import type { Listen } from "../../../../common/base/event.ts";

/** What the local edge offers about scripts beyond what an account has, and what is kept of it. */
export interface WorkerPorts {
  /** What the app's folder says about its worker. Never rejects. */
  settings(root: string): Promise<WorkerSettings>;
  /** The app whose worker has that name in its configuration; null when Studio knows none. */
  appOfWorker(name: string): Promise<AppId | null>;
  /** Private hosts that an app's worker may reach, as the person allowed them. */
  readonly allowed: {
    get(appId: AppId): readonly string[];
    set(appId: AppId, hosts: readonly string[]): void;
  };
  /** Lets a script of the preview namespace reach exactly these private hosts. */
  allow(script: string, hosts: readonly string[]): Promise<void>;
  /** A script was refused a host. */
  readonly onDenied: Listen<{ readonly script: string; readonly host: string }>;
  /** Follows a script's requests and console until disposed of; connects again by itself. */
  tail(script: string, onEvent: (event: TailEvent) => void): Disposable;
}
