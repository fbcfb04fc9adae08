import { TriangleAlert } from "lucide-react";
import type { ReactElement } from "react";
import type { Problem } from "../../../common/contracts/problem.ts";

interface WelcomeProblemProps {
  readonly title: string;
  readonly problem: Problem;
}

export function WelcomeProblem({ title, problem }: WelcomeProblemProps): ReactElement {
  return (
    <div
      role="alert"
      className="flex items-start gap-3 rounded-lg border border-err/40 bg-err-soft px-3.5 py-3"
    >
      <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-err" />
      <div className="flex flex-col gap-0.5 text-sm">
        <p className="font-semibold text-fg">{title}</p>
        <p className="text-fg-2">
          {problem.message} {problem.next}
        </p>
      </div>
    </div>
  );
}
