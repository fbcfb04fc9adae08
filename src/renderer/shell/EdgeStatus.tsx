import { RotateCw } from "lucide-react";
import type { ReactElement } from "react";
import type { EdgeHealth } from "../../common/contracts/studio.ts";
import { useEdgeHealth } from "../client/facts.ts";
import { studio } from "../client/studio.ts";
import { formatNumber } from "../messages/format.ts";
import { text } from "../messages/text.ts";
import { STATUS_ITEM } from "../ui/chip.ts";
import { Dot, type DotState } from "../ui/Dot.tsx";
import { Menu } from "../ui/Menu.tsx";
import type { MenuItem } from "../ui/menuItems.ts";
import { attempt } from "./attempt.ts";

const words = text.shell.edge;

/** Whether the local edge serves apps, and which scripts it put aside. */
export function EdgeStatus(): ReactElement {
  const health = useEdgeHealth(({ value }) => value);
  const label = edgeWords(health);
  return (
    <Menu
      side="top"
      items={edgeItems(health)}
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

function edgeItems(health: EdgeHealth | null): readonly MenuItem[] {
  const facts: MenuItem[] = [];
  if (typeof health?.port === "number") {
    facts.push({ kind: "label", id: "port", label: words.port(health.port) });
  }
  if (typeof health?.reason === "string") {
    facts.push({ kind: "label", id: "reason", label: health.reason });
  }
  for (const { script, reason, namespace } of health?.quarantined ?? []) {
    const label = words.quarantined(script, reason);
    facts.push({ kind: "label", id: `${namespace}/${script}`, label });
  }
  return [
    ...facts,
    {
      id: "restart",
      label: words.restart,
      icon: RotateCw,
      run: () => void attempt(() => studio.edge.restart.mutate()),
    },
  ];
}
