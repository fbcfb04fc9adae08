import { create } from "zustand";
import type { AppId } from "../../../common/apps/appId.ts";
import type { TerminalId, TerminalInfo, TerminalSize } from "../../../common/contracts/terminal.ts";
import { readSlice, useAppLayout, writeSlice } from "../../client/appLayout.ts";
import { useCurrentApp } from "../../client/currentApp.ts";
import { createFact, followFact } from "../../client/fact.ts";
import { studio, toProblem } from "../../client/studio.ts";
import { text } from "../../messages/text.ts";
import { confirm } from "../../ui/confirm.ts";
import { notify } from "../../ui/notifications.ts";
import { disposeScreens, lastSize, screenOf } from "./screens.ts";
import { besides, NO_GROUPS, stepped, TerminalGroups, withTerminals } from "./terminalGroups.ts";

const words = text.terminal;
const SLICE = "terminal";

/** The current app's terminals, as the host has them. */
export const useTerminalList = createFact<readonly TerminalInfo[]>();

interface TerminalView extends TerminalGroups {
  /** Whether the search is shown. */
  readonly finding: boolean;
  /** The terminal whose name is being changed. */
  readonly renaming: TerminalId | null;
}

const CLOSED: TerminalView = { ...NO_GROUPS, finding: false, renaming: null };

export const useTerminalView = create<TerminalView>(() => CLOSED);

/** Apps that were given their first terminal by this page. */
const begun = new Set<AppId>();

/** A terminal that was opened to stand beside another, until the list has it. */
let splitting: { readonly id: TerminalId; readonly other: TerminalId } | null = null;

/** Keeps the list of the current app's terminals until the returned function is called. */
export function followTerminals(): () => void {
  let stop = follow(useCurrentApp.getState().appId);
  const stops = [
    useCurrentApp.subscribe((now, before) => {
      if (now.appId === before.appId) return;
      stop();
      stop = follow(now.appId);
    }),
    useTerminalList.subscribe(({ value }) => takeList(value)),
    useAppLayout.subscribe((now, before) => {
      if (now.appId !== null && now.appId !== before.appId) recallGroups();
    }),
  ];
  return () => {
    stop();
    for (const end of stops) end();
  };
}

function follow(appId: AppId | null): () => void {
  if (appId === null) return () => {};
  const stop = followFact(useTerminalList, (handlers) =>
    studio.terminals.watch.subscribe({ appId }, handlers),
  );
  return () => {
    stop();
    disposeScreens([]);
    useTerminalView.setState(CLOSED);
    useTerminalList.setState({ value: null, problem: null });
  };
}

function takeList(list: readonly TerminalInfo[] | null): void {
  if (list === null) return;
  const ids = list.map(({ id }) => id);
  disposeScreens(ids);
  let groups = withTerminals(useTerminalView.getState(), ids);
  if (splitting !== null && ids.includes(splitting.id)) {
    groups = besides(groups, splitting.id, splitting.other);
    splitting = null;
  }
  changeGroups(groups);
}

function recallGroups(): void {
  const remembered = readSlice(SLICE, TerminalGroups);
  const list = useTerminalList.getState().value;
  if (remembered === undefined || list === null) return;
  changeGroups(
    withTerminals(
      remembered,
      list.map(({ id }) => id),
    ),
  );
}

function changeGroups({ groups, active }: TerminalGroups): void {
  useTerminalView.setState({ groups, active });
  writeSlice(SLICE, { groups, active });
}

/** The terminal the keyboard is for. */
export function activeTerminal(): TerminalInfo | null {
  const { active } = useTerminalView.getState();
  return useTerminalList.getState().value?.find(({ id }) => id === active) ?? null;
}

export function showTerminal(id: TerminalId): void {
  changeGroups({ groups: useTerminalView.getState().groups, active: id });
  screenOf(id)?.focus();
}

export function stepTerminal(by: number): void {
  const id = stepped(useTerminalView.getState(), by);
  if (id !== null) showTerminal(id);
}

/** Whether this page has yet to give the app its first terminal. */
export function isUnbegun(appId: AppId): boolean {
  return !begun.has(appId);
}

/** Starts the person's shell in the current app's folder. */
export async function openTerminal(beside: TerminalId | null = null): Promise<void> {
  const { appId } = useCurrentApp.getState();
  if (appId === null) return;
  begun.add(appId);
  await attempt(words.notOpened, async () => {
    const { id } = await studio.terminals.open.mutate({ appId, size: openingSize(beside) });
    if (beside !== null) splitting = { id, other: beside };
    const list = useTerminalList.getState().value ?? [];
    changeGroups({ groups: useTerminalView.getState().groups, active: id });
    // The list may have come first.
    if (list.some((info) => info.id === id)) takeList(list);
  });
}

function openingSize(beside: TerminalId | null): TerminalSize {
  const { columns, rows } = lastSize();
  return beside === null ? { columns, rows } : { columns: Math.max(2, columns >> 1), rows };
}

/** Ends a terminal; asks first when something runs in it. */
export async function closeTerminal(id: TerminalId): Promise<void> {
  const info = useTerminalList.getState().value?.find((known) => known.id === id);
  if (info?.busy === true) {
    const { title, body, action } = words.closing;
    const sure = await confirm({ title: title(info.program), body, action, danger: true });
    if (!sure) return;
  }
  await attempt(words.notDone, () => studio.terminals.close.mutate({ id }));
}

export async function clearTerminal(id: TerminalId): Promise<void> {
  screenOf(id)?.clear();
  await attempt(words.notDone, () => studio.terminals.clear.mutate({ id }));
}

export async function renameTerminal(id: TerminalId, name: string): Promise<void> {
  await attempt(words.notDone, () => studio.terminals.rename.mutate({ id, name }));
}

/** Asks before an app is closed in which programs run. */
export async function mayCloseApp(appId: AppId): Promise<boolean> {
  if (useCurrentApp.getState().appId !== appId) return true;
  const busy = (useTerminalList.getState().value ?? []).filter((info) => info.busy);
  if (busy.length === 0) return true;
  const { title, body, action } = words.closingApp;
  const programs = new Intl.ListFormat().format(new Set(busy.map(({ program }) => program)));
  return confirm({ title: title(programs), body, action, danger: true });
}

async function attempt(title: string, act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    const { message, next } = toProblem(error);
    notify({ level: "error", title, body: [message, next].filter(Boolean).join(" ") });
  }
}
