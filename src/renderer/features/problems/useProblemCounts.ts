import { useMemo } from "react";
import { useDiagnostics } from "../../client/diagnostics.ts";
import { countProblems, type ProblemCounts } from "./problemRows.ts";

/** How many errors and warnings the tools tell of in all files. */
export function useProblemCounts(): ProblemCounts {
  const sources = useDiagnostics((state) => state.sources);
  return useMemo(() => countProblems(sources), [sources]);
}
