import { z } from "zod";
import { create } from "zustand";
import { readSlice, useAppLayout, writeSlice } from "../../client/appLayout.ts";
import { useCurrentApp } from "../../client/currentApp.ts";
import { GatheredChanges } from "../../client/gatheredChanges.ts";
import { followMainPage } from "../../client/mainPage.ts";
import type { PageBridge } from "../../client/pageBridge.ts";
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
  const stops = [
    followMainPage(follow),
    useCurrentApp.subscribe((now, before) => {
      if (now.appId !== before.appId) clearNetwork();
    }),
    followPreserve(),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

let documents = 0;

function follow(bridge: PageBridge): () => void {
  const changes = new GatheredChanges<NetworkLog>((all) =>
    useNetwork.setState(({ log }) => ({ log: all(log) })),
  );
  const stops = [
    bridge.subscribe("ready", () => {
      documents += 1;
      changes.push((log) => (useNetwork.getState().preserve ? log : EMPTY_NETWORK));
    }),
    bridge.subscribe("network", ({ event }) => {
      const document = documents;
      changes.push((log) =>
        withEvent(log, event, { document, redaction: new Redaction(secretNames()) }),
      );
    }),
  ];
  return () => {
    changes[Symbol.dispose]();
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
