import { z } from "zod";
import { create } from "zustand";
import { readSlice, useAppLayout, writeSlice } from "../../client/appLayout.ts";
import { useCurrentApp } from "../../client/currentApp.ts";
import { GatheredChanges } from "../../client/gatheredChanges.ts";
import { followMainPage } from "../../client/mainPage.ts";
import type { PageBridge } from "../../client/pageBridge.ts";
import { Redaction } from "../../client/redactSecrets.ts";
import { secretNames } from "../../client/worker.ts";
import { type ConsoleLog, EMPTY_LOG, withDocument, withEntry, withFailure } from "./consoleLog.ts";
import type { Filters, FilterLevel } from "./consoleItem.ts";

interface ConsoleState {
  readonly log: ConsoleLog;
  readonly filters: Filters;
  readonly words: string;
  /** What was written before a reload stays. */
  readonly preserve: boolean;
  /** Items that are open to be looked into. */
  readonly open: ReadonlySet<number>;
}

const ALL: Filters = { error: true, warn: true, info: true, debug: true };

export const useConsole = create<ConsoleState>()(() => ({
  log: EMPTY_LOG,
  filters: ALL,
  words: "",
  preserve: false,
  open: new Set(),
}));

/** Follows the preview's main page until the returned function is called. */
export function followConsole(): () => void {
  const stops = [
    followMainPage(follow),
    useCurrentApp.subscribe((now, before) => {
      if (now.appId !== before.appId) useConsole.setState({ log: EMPTY_LOG, open: new Set() });
    }),
    followPreserve(),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function follow(bridge: PageBridge): () => void {
  const changes = new GatheredChanges<ConsoleLog>((all) =>
    useConsole.setState(({ log }) => ({ log: all(log) })),
  );
  const redaction = (): Redaction => new Redaction(secretNames());
  const keeps = (): boolean => useConsole.getState().preserve;
  const stops = [
    bridge.subscribe("ready", ({ path }) =>
      changes.push((log) => withDocument(log, { path, at: Date.now(), keeps: keeps() })),
    ),
    bridge.subscribe("console", ({ entry }) =>
      changes.push((log) => withEntry(log, entry, { redaction: redaction(), keeps: keeps() })),
    ),
    bridge.subscribe("failure", ({ failure }) =>
      changes.push((log) => withFailure(log, failure, redaction())),
    ),
  ];
  return () => {
    changes[Symbol.dispose]();
    for (const stop of stops) stop();
  };
}

export function clearConsole(): void {
  useConsole.setState({ log: EMPTY_LOG, open: new Set() });
}

export function toggleLevel(level: FilterLevel): void {
  useConsole.setState(({ filters }) => ({ filters: { ...filters, [level]: !filters[level] } }));
}

/** Opens an item to be looked into, or closes it; a group is opened and closed as a whole. */
export function toggleItem(id: number): void {
  useConsole.setState(({ open }) => ({ open: toggled(open, id) }));
}

export function toggleGroup(id: number): void {
  useConsole.setState(({ log }) => ({ log: { ...log, closed: toggled(log.closed, id) } }));
}

function toggled(set: ReadonlySet<number>, id: number): ReadonlySet<number> {
  const next = new Set(set);
  if (!next.delete(id)) next.add(id);
  return next;
}

const Slice = z.object({ preserve: z.boolean() });

export function setPreserve(preserve: boolean): void {
  useConsole.setState({ preserve });
  writeSlice("console", { preserve } satisfies z.infer<typeof Slice>);
}

function followPreserve(): () => void {
  return useAppLayout.subscribe((now, before) => {
    if (now.appId === null || now.appId === before.appId) return;
    useConsole.setState({ preserve: readSlice("console", Slice)?.preserve ?? false });
  });
}
