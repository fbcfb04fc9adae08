import type { ReactElement } from "react";
import type { Problem } from "../../../common/contracts/problem.ts";

/** What did not work and what to do about it. */
export function ProblemNote({ problem }: { readonly problem: Problem }): ReactElement {
  return (
    <p role="alert" className="rounded-md bg-err-soft px-3 py-2 text-sm text-fg">
      {problem.message} {problem.next}
    </p>
  );
}
