import { CircleAlert, LoaderCircle } from "lucide-react";
import type { ReactElement } from "react";
import type { ServerState } from "../../../common/contracts/language.ts";
import { useLanguageStatus } from "../../client/languageWindow.ts";
import { text } from "../../messages/text.ts";
import { STATUS_ITEM } from "../../ui/chip.ts";
import { runCommand } from "../../ui/commands.ts";
import { Tooltip } from "../../ui/Tooltip.tsx";

const words = text.language.server;

/** Says that types are not there yet, or not any more; nothing while all is well. */
export function LanguageStatusItem(): ReactElement | null {
  const state = useLanguageStatus(({ value }) => value?.servers.typescript ?? null);
  if (state === null) return null;
  const label = wording(state);
  if (label === null) return null;
  const isDown = state.state === "failed" || state.state === "restarting";
  const Icon = isDown ? CircleAlert : LoaderCircle;
  const hint = isDown ? (state.problem.details ?? state.problem.message) : label;
  return (
    <Tooltip label={hint} keys={null} side="top">
      <button type="button" className={STATUS_ITEM} onClick={() => runCommand("language.restart")}>
        <Icon
          aria-hidden="true"
          className={isDown ? "size-3.5 text-err" : "size-3.5 motion-safe:animate-spin"}
          strokeWidth={1.75}
        />
        {label}
      </button>
    </Tooltip>
  );
}

function wording(state: ServerState): string | null {
  if (state.state === "starting") return words.starting;
  if (state.state === "restarting") return words.restarting;
  return state.state === "failed" ? words.failed : null;
}
