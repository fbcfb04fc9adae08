import { CircleAlert, TriangleAlert } from "lucide-react";
import type { ReactElement } from "react";
import { usePreviewState } from "../../client/facts.ts";
import { formatNumber } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { STATUS_ITEM } from "../../ui/chip.ts";
import { classNames } from "../../ui/classNames.ts";
import { runCommand } from "../../ui/commands.ts";
import { useProblemCounts } from "./useProblemCounts.ts";

/** How much is wrong with the app; leads to the list. */
export function ProblemsStatus(): ReactElement {
  const held = usePreviewState(({ value }) => (value?.problem ?? null) !== null);
  const { errors, warnings } = useProblemCounts();
  const failing = errors + (held ? 1 : 0);
  const count = failing + warnings;
  const Icon = failing > 0 || warnings === 0 ? CircleAlert : TriangleAlert;
  const tone = failing > 0 ? "text-err" : "text-warn";
  return (
    <button type="button" className={STATUS_ITEM} onClick={() => runCommand("view.tab.problems")}>
      <Icon
        aria-hidden="true"
        className={classNames("size-3.5", count > 0 && tone)}
        strokeWidth={1.75}
      />
      {wording(count)}
    </button>
  );
}

function wording(count: number): string {
  if (count === 0) return text.problems.none;
  return count === 1 ? text.problems.one : text.problems.count(formatNumber(count));
}
