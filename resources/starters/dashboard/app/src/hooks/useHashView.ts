import { useSyncExternalStore } from "react";
import type { ViewId } from "@/types";

const ids: ViewId[] = ["overview", "shipments", "hubs"];

function subscribe(onChange: () => void) {
  window.addEventListener("hashchange", onChange);
  return () => window.removeEventListener("hashchange", onChange);
}

function readView(): ViewId {
  const name = window.location.hash.replace("#/", "");
  return ids.find((id) => id === name) ?? "overview";
}

/** The open view, kept in the address (`#/shipments`) so that it can be linked to. */
export function useHashView(): ViewId {
  return useSyncExternalStore(subscribe, readView, () => "overview");
}
