import { useCallback, useEffect, useState } from "react";
import type { Starter } from "../../../common/contracts/apps.ts";
import type { Problem } from "../../../common/contracts/problem.ts";
import { studio, toProblem } from "../../client/studio.ts";

export type Starters =
  | { readonly kind: "loading" }
  | { readonly kind: "failed"; readonly problem: Problem }
  | { readonly kind: "ready"; readonly starters: readonly Starter[] };

/** The bundled starters, and a way to ask for them again. */
export function useStarters(): { readonly state: Starters; readonly retry: () => void } {
  const [state, setState] = useState<Starters>({ kind: "loading" });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let left = false;
    studio.apps.starters.query().then(
      (starters) => !left && setState({ kind: "ready", starters }),
      (error: unknown) => !left && setState({ kind: "failed", problem: toProblem(error) }),
    );
    return () => {
      left = true;
    };
  }, [attempt]);
  const retry = useCallback(() => {
    setState({ kind: "loading" });
    setAttempt((before) => before + 1);
  }, []);
  return { state, retry };
}
