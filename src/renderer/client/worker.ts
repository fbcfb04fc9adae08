import { useEffect } from "react";
import type { AppId } from "../../common/apps/appId.ts";
import type { WorkerState } from "../../common/contracts/worker.ts";
import { useCurrentApp } from "./currentApp.ts";
import { createFact, followFact } from "./fact.ts";
import { studio } from "./studio.ts";

const useWorkerFact = createFact<WorkerState>();

/** The current app's own worker; null until the host told of it. Followed while shown. */
export function useWorker(): WorkerState | null {
  const appId = useCurrentApp((current) => current.appId);
  useEffect(() => (appId === null ? undefined : follow(appId)), [appId]);
  const value = useWorkerFact((fact) => fact.value);
  return value?.appId === appId ? value : null;
}

function follow(appId: AppId): () => void {
  return followFact(useWorkerFact, (handlers) =>
    studio.worker.watch.subscribe({ appId }, handlers),
  );
}

/** Names of the current app's secrets, as far as its worker was looked at; never their values. */
export function secretNames(): readonly string[] {
  const { value } = useWorkerFact.getState();
  if (value === null || value.appId !== useCurrentApp.getState().appId) return [];
  return value.bindings.flatMap(({ what, name }) => (what === "secret" ? [name] : []));
}
