import { Columns2, Eraser, Plus, Search, SquareTerminal, Trash2, X } from "lucide-react";
import type { ReactElement } from "react";
import type { TerminalId, TerminalInfo } from "../../../common/contracts/terminal.ts";
import { text } from "../../messages/text.ts";
import { classNames } from "../../ui/classNames.ts";
import { runCommand } from "../../ui/commands.ts";
import { ContextMenu } from "../../ui/ContextMenu.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { Tooltip } from "../../ui/Tooltip.tsx";
import { useScreens } from "./screens.ts";
import { rowMenu } from "./terminalMenus.ts";
import { closeTerminal, showTerminal, useTerminalList, useTerminalView } from "./terminals.ts";

const words = text.terminal;

const ACTIONS = [
  { command: "terminal.new", icon: Plus, label: words.actions.open },
  { command: "terminal.split", icon: Columns2, label: words.actions.split },
  { command: "terminal.find", icon: Search, label: words.actions.find },
  { command: "terminal.clear", icon: Eraser, label: words.actions.clear },
  { command: "terminal.close", icon: Trash2, label: words.actions.close },
];

/** What can be done with terminals, and all of them once there are several. */
export function TerminalSide(): ReactElement {
  const groups = useTerminalView((view) => view.groups);
  const count = groups.flat().length;
  return (
    <aside
      className={classNames(
        "flex shrink-0 flex-col border-l border-line",
        count > 1 ? "w-40" : "w-8 items-center",
      )}
    >
      <div
        className={classNames(
          "flex shrink-0 gap-0.5 p-1",
          count > 1 ? "border-b border-line" : "flex-col",
        )}
      >
        {ACTIONS.map(({ command, icon, label }) => (
          <IconButton
            key={command}
            icon={icon}
            label={label}
            size="sm"
            tooltipSide="top"
            onClick={() => runCommand(command)}
          />
        ))}
      </div>
      {count > 1 && <Rows groups={groups} />}
    </aside>
  );
}

function Rows({ groups }: { readonly groups: readonly (readonly TerminalId[])[] }): ReactElement {
  const list = useTerminalList(({ value }) => value);
  return (
    <ul aria-label={words.list} className="min-h-0 flex-1 overflow-y-auto p-1">
      {groups.flatMap((group) =>
        group.map((id) => {
          const info = list?.find((known) => known.id === id);
          return info === undefined ? null : (
            <Row key={id} info={info} isSplit={group.length > 1} />
          );
        }),
      )}
    </ul>
  );
}

interface RowProps {
  readonly info: TerminalInfo;
  /** It stands beside another. */
  readonly isSplit: boolean;
}

function Row({ info, isSplit }: RowProps): ReactElement {
  const { id, busy, state } = info;
  const isActive = useTerminalView(({ active }) => active === id);
  const title = useScreens(({ titles }) => titles.get(id));
  const name = info.name ?? info.program;
  return (
    <ContextMenu items={rowMenu(info)}>
      <li
        className={classNames(
          "group flex h-6.5 items-center rounded-md text-xs",
          isActive ? "bg-active text-fg" : "text-fg-2 hover:bg-hover",
          isSplit && "border-l-2 border-line-strong",
        )}
      >
        <Tooltip label={title === undefined || title === "" ? name : title} side="top">
          <button
            type="button"
            aria-current={isActive || undefined}
            onClick={() => showTerminal(id)}
            onDoubleClick={() => useTerminalView.setState({ renaming: id })}
            className="flex h-full min-w-0 flex-1 items-center gap-1.5 rounded-md pl-1.5 text-left"
          >
            <SquareTerminal
              aria-hidden="true"
              strokeWidth={1.75}
              className={classNames("size-3.5 shrink-0", state.kind === "ended" && "text-warn")}
            />
            <span className="min-w-0 flex-1 truncate">{name}</span>
            {busy && (
              <span className="size-1.5 shrink-0 rounded-full bg-info">
                <span className="sr-only">{words.busy}</span>
              </span>
            )}
          </button>
        </Tooltip>
        <IconButton
          icon={X}
          label={`${words.actions.close} ${name}`}
          size="sm"
          className="opacity-0 group-hover:opacity-100 focus-visible:opacity-100"
          onClick={() => void closeTerminal(id)}
        />
      </li>
    </ContextMenu>
  );
}
