import type { Problem } from "../../common/contracts/problem.ts";
import type { ReadyRepository, VersionsState } from "../../common/contracts/versions.ts";
import { createFact } from "./fact.ts";

/** The current app's versions; null while no app is open. */
export const useVersions = createFact<VersionsState>();

/** The current app's repository, when there is one to work with. */
export function useRepository(): ReadyRepository | null {
  return useVersions(({ value }) => readyOf(value));
}

export function currentRepository(): ReadyRepository | null {
  return readyOf(useVersions.getState().value);
}

function readyOf(state: VersionsState | null): ReadyRepository | null {
  return state?.repository.kind === "ready" ? state.repository : null;
}

/** What the person is told of a failed act: its cause and the next step in one. */
export function problemWords({ message, next }: Problem): string {
  return [message, next].filter((part) => part !== undefined).join(" ");
}
