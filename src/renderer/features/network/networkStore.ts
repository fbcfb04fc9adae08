import { z } from "zod";
import { create } from "zustand";
import { readSlice, useAppLayout, writeSlice } from "../../client/appLayout.ts";
import { useCurrentApp } from "../../client/currentApp.ts";
import { type PageBridge, usePageBridges } from "../../client/pageBridge.ts";
import { Redaction } from "../../client/redactSecrets.ts";
import { secretNames } from "../../client/worker.ts";
import { EMPTY_NETWORK, type NetworkLog, withEvent } from "./networkLog.ts";
import type { NetworkFilter } from "./networkRow.ts";

interface NetworkState extends NetworkFilter {
  readonly log: NetworkLog;
  readonly preserve: boolean;
  /** The row whose details are shown. */
  readonly chosen: string | null;
}

export const useNetwork = create<NetworkState>()(() => ({
  log: EMPTY_NETWORK,
  kind: "all",
  words: "",
  preserve: false,
  chosen: null,
}));

/** Follows the preview's main page until the returned function is called. */
export function followNetwork(): () => void {
  let stop = follow(usePageBridges.getState().bridges[0]);
  const stops = [
    usePageBridges.subscribe(({ bridges: [now] }, { bridges: [before] }) => {
      if (now === before) return;
      stop();
      stop = follow(now);
    }),
    useCurrentApp.subscribe((now, before) => {
      if (now.appId !== before.appId) clearNetwork();
    }),
    followPreserve(),
  ];
  return () => {
    stop();
    for (const end of stops) end();
  };
}

let documents = 0;

/** A page that loads asks for hundreds of files at once: they are shown together. */
function follow(bridge: PageBridge | undefined): () => void {
  if (bridge === undefined) return () => undefined;
  const changes: ((log: NetworkLog) => NetworkLog)[] = [];
  let due: number | undefined;
  const flush = (): void => {
    due = undefined;
    const all = changes.splice(0);
    useNetwork.setState(({ log }) => ({ log: all.reduce((at, change) => change(at), log) }));
  };
  const push = (change: (log: NetworkLog) => NetworkLog): void => {
    changes.push(change);
    due ??= window.setTimeout(flush, 16);
  };
  const stops = [
    bridge.subscribe("ready", () => {
      documents += 1;
      push((log) => (useNetwork.getState().preserve ? log : EMPTY_NETWORK));
    }),
    bridge.subscribe("network", ({ event }) => {
      const document = documents;
      push((log) => withEvent(log, event, { document, redaction: new Redaction(secretNames()) }));
    }),
  ];
  return () => {
    clearTimeout(due);
    for (const stop of stops) stop();
  };
}

export function clearNetwork(): void {
  useNetwork.setState({ log: EMPTY_NETWORK, chosen: null });
}

const Slice = z.object({ preserve: z.boolean() });

export function setPreserve(preserve: boolean): void {
  useNetwork.setState({ preserve });
  writeSlice("network", { preserve } satisfies z.infer<typeof Slice>);
}

function followPreserve(): () => void {
  return useAppLayout.subscribe((now, before) => {
    if (now.appId === null || now.appId === before.appId) return;
    useNetwork.setState({ preserve: readSlice("network", Slice)?.preserve ?? false });
  });
}
