import type { ReactElement } from "react";
import { text } from "../messages/text.ts";
import { runCommand } from "../ui/commands.ts";
import type { Feature } from "../ui/feature.ts";
import { IconButton } from "../ui/IconButton.tsx";
import { currentArrangement, togglePart, useFrame } from "./frame.ts";
import { useKeyOf } from "./keybindings.ts";
import { useDrawer, useNarrow } from "./narrow.ts";

interface RailProps {
  readonly features: readonly Feature[];
  /** The feature the frame shows. */
  readonly view: string;
}

/** The way to each feature that has a view of its own. */
export function Rail({ features, view }: RailProps): ReactElement {
  const onRail = features.filter((feature) => feature.rail !== undefined);
  const top = onRail.filter((feature) => feature.rail === "top");
  const bottom = onRail.filter((feature) => feature.rail === "bottom");
  return (
    <nav
      aria-label={text.shell.rail}
      className="flex w-11 shrink-0 flex-col items-center gap-1 border-r border-line bg-app py-2"
    >
      {top.map((feature) => (
        <RailButton key={feature.id} feature={feature} chosen={feature.id === view} />
      ))}
      <span className="flex-1" />
      {bottom.map((feature) => (
        <RailButton key={feature.id} feature={feature} chosen={feature.id === view} />
      ))}
    </nav>
  );
}

function RailButton({ feature, chosen }: { feature: Feature; chosen: boolean }): ReactElement {
  const command = `view.show.${feature.id}`;
  const keys = useKeyOf(command);
  const narrow = useNarrow();
  const drawer = useDrawer((state) => state.open);
  const column = useFrame((memory) => currentArrangement(memory).shown.side);
  const sideShown = narrow ? drawer : column;
  const hasSide = feature.side !== undefined;
  const pressed = chosen && (!hasSide || sideShown);
  return (
    <IconButton
      icon={feature.icon}
      label={feature.title}
      keys={keys}
      size="lg"
      tooltipSide="right"
      pressed={pressed}
      className={chosen ? "text-fg" : "text-fg-3"}
      // Choosing the chosen one again folds its side panel.
      onClick={() => (pressed && hasSide ? togglePart("side") : runCommand(command))}
    />
  );
}
