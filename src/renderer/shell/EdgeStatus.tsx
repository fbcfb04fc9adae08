import type { ReactElement } from "react";
import type { EdgeHealth } from "../../common/contracts/studio.ts";
import { useEdgeHealth } from "../client/facts.ts";
import { formatNumber } from "../messages/format.ts";
import { text } from "../messages/text.ts";
import { STATUS_ITEM } from "../ui/chip.ts";
import { Dot, type DotState } from "../ui/Dot.tsx";
import { EdgePopover } from "./EdgePopover.tsx";

const words = text.shell.edge;

/** Whether the local edge serves apps, and which scripts it put aside. */
export function EdgeStatus(): ReactElement {
  const health = useEdgeHealth(({ value }) => value);
  const label = edgeWords(health);
  return (
    <EdgePopover
      health={health}
      trigger={
        <button type="button" className={STATUS_ITEM} aria-label={words.label(label)}>
          {health !== null && health.state !== "up" && <Dot state={edgeDot(health)} />}
          {health !== null && health.quarantined.length > 0 && <Dot state="warn" />}
          {label}
        </button>
      }
    />
  );
}

function edgeWords(health: EdgeHealth | null): string {
  switch (health?.state) {
    case undefined:
      return words.unknown;
    case "up":
      return words.up(words.scripts(health.scripts, formatNumber(health.scripts)));
    case "starting":
      return words.starting;
    case "restarting":
      return words.restarting;
    case "down":
      return words.down;
  }
}

function edgeDot(health: EdgeHealth): DotState {
  return health.state === "down" ? "err" : "running";
}
