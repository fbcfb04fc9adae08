import { ChevronDown } from "lucide-react";
import type { ReactElement } from "react";
import { text } from "../../messages/text.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { Menu } from "../../ui/Menu.tsx";
import type { MenuItem } from "../../ui/menuItems.ts";
import { pageFrame } from "./activePage.ts";
import { usePage } from "./pageStore.ts";
import { lookForRoutes, useRoutes } from "./routes.ts";

const words = text.preview.routes;
const MAX_SHOWN = 30;

/** Where the page can go: where it has been, and what the app's router names. */
export function RoutesMenu({ disabled }: { readonly disabled: boolean }): ReactElement {
  const visited = usePage((page) => page.history.paths);
  const declared = useRoutes((routes) => routes.declared);
  const recent = [...new Set(visited.toReversed())].slice(0, MAX_SHOWN);
  const others = (declared ?? []).filter((path) => !recent.includes(path)).slice(0, MAX_SHOWN);
  return (
    <Menu
      align="end"
      trigger={
        <IconButton
          icon={ChevronDown}
          label={words.label}
          size="sm"
          disabled={disabled}
          onPointerDown={lookForRoutes}
          onKeyDown={lookForRoutes}
        />
      }
      items={[
        { kind: "label", id: "visited", label: words.visited },
        ...recent.map((path) => item("visited", path)),
        { kind: "label", id: "declared", label: words.declared },
        ...others.map((path) => item("declared", path)),
        ...(others.length > 0
          ? []
          : [
              {
                kind: "label" as const,
                id: "none",
                label: declared === null ? words.searching : words.none,
              },
            ]),
      ]}
    />
  );
}

function item(from: string, path: string): MenuItem {
  return { id: `${from} ${path}`, label: path, run: () => pageFrame.get()?.navigate(path) };
}
