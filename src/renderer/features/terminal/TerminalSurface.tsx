import { type ReactElement, type RefObject, useEffect, useRef, useState } from "react";
import type { TerminalId, TerminalInfo } from "../../../common/contracts/terminal.ts";
import { formatNumber } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { classNames } from "../../ui/classNames.ts";
import { ContextMenu } from "../../ui/ContextMenu.tsx";
import { keepKeys } from "../../ui/keptKeys.ts";
import { keyLabel } from "../../ui/keys.ts";
import { FindBar } from "./FindBar.tsx";
import { belongsToTerminal } from "./keptKeys.ts";
import { openScreen, useScreens } from "./screens.ts";
import { surfaceMenu } from "./terminalMenus.ts";
import {
  closeTerminal,
  openTerminal,
  showTerminal,
  useTerminalList,
  useTerminalView,
} from "./terminals.ts";
import type { TerminalScreen } from "./xterm/load.ts";

const words = text.terminal;

interface TerminalSurfaceProps {
  readonly id: TerminalId;
  /** Nothing stands beside it. */
  readonly isAlone: boolean;
}

/** One terminal's screen, with what is to be said about it. */
export function TerminalSurface({ id, isAlone }: TerminalSurfaceProps): ReactElement {
  const host = useRef<HTMLDivElement>(null);
  const screen = useScreen(id, host);
  const info = useTerminalList(({ value }) => value?.find((known) => known.id === id));
  const isActive = useTerminalView(({ active }) => active === id);
  const finding = useTerminalView((view) => view.finding);
  useEffect(() => {
    if (isActive) screen?.focus();
  }, [isActive, screen]);
  return (
    <section
      aria-label={words.of(info?.name ?? info?.program ?? "")}
      onFocus={() => {
        if (!isActive) showTerminal(id);
      }}
      className="relative flex min-w-0 flex-1 flex-col"
    >
      <ContextMenu items={screen === null ? [] : surfaceMenu(id, screen)}>
        <div
          ref={host}
          className={classNames(
            "min-h-0 flex-1 overflow-hidden py-1 pr-1 pl-3 transition-opacity duration-100",
            !isAlone && !isActive && "opacity-70",
          )}
        />
      </ContextMenu>
      {screen === null && <p className="absolute px-3 py-2 text-xs text-fg-3">{words.starting}</p>}
      {finding && isActive && screen !== null && <FindBar screen={screen} />}
      {isActive && <HoveredLink />}
      <Note id={id} info={info} />
    </section>
  );
}

/** Puts the terminal's screen into its place, and keeps it as large as that is. */
function useScreen(id: TerminalId, host: RefObject<HTMLDivElement | null>): TerminalScreen | null {
  const [screen, setScreen] = useState<TerminalScreen | null>(null);
  useEffect(() => {
    const element = host.current;
    if (element === null) return undefined;
    let shown: TerminalScreen | undefined;
    let gone = false;
    const observer = new ResizeObserver(() => shown?.fit());
    void openScreen(id).then((opened) => {
      if (gone) return;
      shown = opened;
      element.append(opened.element);
      opened.show();
      observer.observe(element);
      setScreen(opened);
    });
    const stop = keepKeys(element, (key) =>
      belongsToTerminal(key, {
        isMac: keyLabel("mod") !== "Ctrl",
        isFullScreen: shown?.isFullScreen ?? false,
      }),
    );
    return () => {
      gone = true;
      stop();
      observer.disconnect();
      shown?.element.remove();
    };
  }, [host, id]);
  return screen;
}

/** Where the link below the pointer leads, whatever its text says. */
function HoveredLink(): ReactElement | null {
  const target = useScreens(({ hovered }) => hovered);
  if (target === null) return null;
  return (
    <p
      role="status"
      className="pointer-events-none absolute bottom-1 left-1 z-10 max-w-[calc(100%-8px)] truncate rounded-sm border border-line-strong bg-raised px-1.5 py-0.5 text-xs text-fg-2"
    >
      {words.follow(target, keyLabel("mod"))}
    </p>
  );
}

interface NoteProps {
  readonly id: TerminalId;
  readonly info: TerminalInfo | undefined;
}

/** Why nothing more comes from it. */
function Note({ id, info }: NoteProps): ReactElement | null {
  const problem = useScreens(({ problems }) => problems.get(id) ?? null);
  const ended = info?.state.kind === "ended" ? info.state : null;
  const shown = ended?.problem ?? (ended === null ? problem : null);
  if (ended === null && shown === null) return null;
  const code = ended?.code ?? null;
  const usual = code === null ? words.endedUnknown : words.ended(formatNumber(code));
  const told = shown === null ? usual : [shown.message, shown.next].filter(Boolean).join(" ");
  return (
    <div
      role="alert"
      className="flex shrink-0 flex-wrap items-center gap-2 border-t border-line bg-warn-soft px-3 py-1 text-xs text-fg"
    >
      <span className="min-w-40 flex-1">{told}</span>
      <Button size="sm" onClick={() => void openTerminal()}>
        {words.actions.open}
      </Button>
      <Button size="sm" tone="quiet" onClick={() => void closeTerminal(id)}>
        {text.ui.close}
      </Button>
    </div>
  );
}
