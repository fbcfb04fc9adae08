import { ChevronDown } from "lucide-react";
import type { ReactElement } from "react";
import { text } from "../messages/text.ts";
import { runCommand } from "../ui/commands.ts";
import type { BottomPanel as BottomPanelTab } from "../ui/feature.ts";
import { IconButton } from "../ui/IconButton.tsx";
import { Tabs } from "../ui/Tabs.tsx";
import { useFrame } from "./frame.ts";
import { useKeyOf } from "./keybindings.ts";
import { ViewBoundary } from "./ViewBoundary.tsx";

export function BottomPanel({ tabs }: { readonly tabs: readonly BottomPanelTab[] }): ReactElement {
  const chosenId = useFrame((memory) => memory.bottomTab);
  const keys = useKeyOf("view.toggle.bottom");
  const chosen = tabs.find((tab) => tab.id === chosenId) ?? tabs[0];
  if (chosen === undefined) return <></>;
  const Chosen = chosen.component;
  return (
    <Tabs
      label={text.shell.bottomPanel}
      value={chosen.id}
      onChange={(bottomTab) => useFrame.setState({ bottomTab })}
      items={tabs.map(({ id, title, badge: Badge }) => ({
        id,
        title,
        badge: Badge === undefined ? null : <Badge />,
      }))}
      actions={
        <IconButton
          icon={ChevronDown}
          label={text.shell.hideBottom}
          keys={keys}
          size="sm"
          onClick={() => runCommand("view.toggle.bottom")}
        />
      }
    >
      <ViewBoundary key={chosen.id}>
        <Chosen />
      </ViewBoundary>
    </Tabs>
  );
}
