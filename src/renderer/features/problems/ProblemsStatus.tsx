import { CircleAlert } from "lucide-react";
import type { ReactElement } from "react";
import { usePreviewState } from "../../client/facts.ts";
import { text } from "../../messages/text.ts";
import { STATUS_ITEM } from "../../ui/chip.ts";
import { classNames } from "../../ui/classNames.ts";
import { runCommand } from "../../ui/commands.ts";

/** Whether anything keeps the app from being shown; leads to the list. */
export function ProblemsStatus(): ReactElement {
  const has = usePreviewState(({ value }) => (value?.problem ?? null) !== null);
  return (
    <button type="button" className={STATUS_ITEM} onClick={() => runCommand("view.tab.problems")}>
      <CircleAlert
        aria-hidden="true"
        className={classNames("size-3.5", has && "text-err")}
        strokeWidth={1.75}
      />
      {has ? text.problems.one : text.problems.none}
    </button>
  );
}
