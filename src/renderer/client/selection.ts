import { create } from "zustand";
import type { PageMessageOf } from "../../common/apps/bridge.ts";
import type { ElementId, ElementRef } from "../../common/apps/pageElement.ts";
import { openSource } from "./openSource.ts";
import { type PageBridge, usePageBridges } from "./pageBridge.ts";

/** What is selected in the preview, for every view that shows or changes it. */
interface Selection {
  /** The page the elements are of; null while nothing is selected or hovered. */
  readonly page: PageBridge | null;
  readonly inspecting: boolean;
  readonly hovered: ElementRef | null;
  /** In the order they were clicked; the last one is the one that facts are shown of. */
  readonly selected: readonly ElementRef[];
}

const NOTHING: Selection = { page: null, inspecting: false, hovered: null, selected: [] };

export const useSelection = create<Selection>()(() => NOTHING);

/** Turns inspecting on or off in every page that is shown. */
export function setInspecting(on: boolean): void {
  useSelection.setState({ inspecting: on });
  for (const bridge of usePageBridges.getState().bridges) bridge.send({ type: "inspect", on });
}

/** Outlines what these lines of a file made, in every page; null takes the outlines away. */
export function highlightLines(
  lines: { readonly file: string; readonly firstLine: number; readonly lastLine: number } | null,
): void {
  const places = lines === null ? [] : [lines];
  for (const bridge of usePageBridges.getState().bridges)
    bridge.send({ type: "highlight", places });
}

/** Selects elements of a page, which answers with what they are; none clears the selection. */
export function selectElements(page: PageBridge, ids: readonly ElementId[], reveal = true): void {
  if (ids.length === 0) useSelection.setState({ selected: [] });
  page.send({ type: "select", ids: [...ids], reveal });
}

/** Outlines an element as if the pointer were over it. */
export function outlineElement(page: PageBridge, id: ElementId | null): void {
  page.send({ type: "hover", id });
}

/** Selects a neighbour of the selected element. */
export function walkSelection(to: "parent" | "child" | "next" | "previous"): void {
  useSelection.getState().page?.send({ type: "walk", to });
}

/** Keeps the selection in step with the pages until the returned function is called. */
export function followSelection(): () => void {
  const stops = new Map<PageBridge, () => void>();
  const update = (bridges: readonly PageBridge[]): void => {
    for (const [bridge, stop] of stops) {
      if (bridges.includes(bridge)) continue;
      stop();
      stops.delete(bridge);
    }
    for (const bridge of bridges) {
      if (!stops.has(bridge)) stops.set(bridge, followPage(bridge));
    }
  };
  update(usePageBridges.getState().bridges);
  const unsubscribe = usePageBridges.subscribe(({ bridges }) => update(bridges));
  const stopKeys = followKeys();
  return () => {
    unsubscribe();
    stopKeys();
    for (const stop of stops.values()) stop();
  };
}

/**
 * The keys of inspecting while the keyboard is with Studio: Alt inspects the page under the
 * pointer while it is held, Escape leaves the mode unless something else took it.
 */
function followKeys(): () => void {
  let page: PageBridge | undefined;
  const press = (event: KeyboardEvent): void => {
    const { inspecting } = useSelection.getState();
    if (event.key === "Escape" && inspecting && !event.defaultPrevented) setInspecting(false);
    if (event.key !== "Alt" || page !== undefined) return;
    page = usePageBridges.getState().bridges.find((bridge) => bridge.isHovered);
    page?.send({ type: "inspect", on: true });
  };
  const release = (event: Event): void => {
    if (page === undefined || (event instanceof KeyboardEvent && event.key !== "Alt")) return;
    page.send({ type: "inspect", on: useSelection.getState().inspecting });
    page = undefined;
  };
  window.addEventListener("keydown", press);
  window.addEventListener("keyup", release);
  window.addEventListener("blur", release);
  return () => {
    window.removeEventListener("keydown", press);
    window.removeEventListener("keyup", release);
    window.removeEventListener("blur", release);
  };
}

function followPage(page: PageBridge): () => void {
  const stops = [
    page.subscribe("ready", () => {
      forget(page);
      // A reloaded page knows nothing of the mode that the person is still in.
      page.send({ type: "inspect", on: useSelection.getState().inspecting });
    }),
    page.subscribe("inspecting", ({ on }) => setInspecting(on)),
    page.subscribe("hovered", ({ element }) => hovered(page, element)),
    page.subscribe("selected", (message) => selected(page, message)),
    page.subscribe("changed", ({ elements }) => changed(page, elements)),
  ];
  return () => {
    for (const stop of stops) stop();
    forget(page);
  };
}

function hovered(page: PageBridge, element: ElementRef | null): void {
  const now = useSelection.getState();
  if (element === null && now.page !== page) return;
  if (now.selected.length > 0 && now.page !== page) return;
  useSelection.setState({ page, hovered: element });
}

function selected(page: PageBridge, { elements, open }: PageMessageOf<"selected">): void {
  const before = useSelection.getState().page;
  if (before !== null && before !== page) {
    before.send({ type: "select", ids: [], reveal: false });
  }
  useSelection.setState({ page, selected: elements });
  const last = elements.at(-1);
  if (open && last?.source) openSource(last.source);
}

/** Those of a page that re-rendered; what is missing is gone. */
function changed(page: PageBridge, elements: readonly ElementRef[]): void {
  if (useSelection.getState().page === page) useSelection.setState({ selected: elements });
}

function forget(page: PageBridge): void {
  if (useSelection.getState().page !== page) return;
  useSelection.setState({ page: null, hovered: null, selected: [] });
}
