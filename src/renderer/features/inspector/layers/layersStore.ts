import { create } from "zustand";
import type { ElementId, LayerNode } from "../../../../common/apps/pageElement.ts";
import type { PageBridge } from "../../../client/pageBridge.ts";

interface Layers {
  readonly page: PageBridge | null;
  /** By the element they are children of; null has those of the body. */
  readonly children: ReadonlyMap<ElementId | null, readonly LayerNode[]>;
  readonly expanded: ReadonlySet<ElementId>;
  /** The row the keys are at. */
  readonly focus: ElementId | null;
}

const NONE: Layers = { page: null, children: new Map(), expanded: new Set(), focus: null };
/** An element with one child is opened with it, so that a page is not behind a chain of clicks. */
const MAX_CHAIN = 12;

export const useLayers = create<Layers>()(() => NONE);

/** Shows a page's tree until the returned function is called. */
export function watchLayers(page: PageBridge): () => void {
  useLayers.setState({ ...NONE, page });
  const begin = (): void => {
    useLayers.setState({ ...NONE, page });
    page.send({ type: "watchLayers", on: true });
    void open(page, null);
  };
  const stops = [
    page.subscribe("ready", begin),
    page.subscribe("layers", ({ of }) => void refresh(page, of)),
  ];
  if (page.facts.getState().state.kind === "connected") begin();
  return () => {
    for (const stop of stops) stop();
    page.send({ type: "watchLayers", on: false });
    useLayers.setState(NONE);
  };
}

export async function expand(id: ElementId): Promise<void> {
  const { page } = useLayers.getState();
  if (page !== null) await open(page, id);
}

export function collapse(id: ElementId): void {
  useLayers.setState(({ expanded }) => {
    const next = new Set(expanded);
    next.delete(id);
    return { expanded: next };
  });
}

/** Opens what an element lies in, down to it. */
export async function reveal(page: PageBridge, id: ElementId): Promise<void> {
  const path = await page.ask({ ask: "path", to: id });
  if (!path.ok || useLayers.getState().page !== page) return;
  const parents = path.value.slice(0, -1).map((node) => node.id);
  await Promise.all(
    parents
      .filter((parent) => !useLayers.getState().children.has(parent))
      .map((parent) => load(page, parent)),
  );
  useLayers.setState(({ expanded }) => ({
    expanded: new Set([...expanded, ...parents]),
    focus: id,
  }));
}

async function open(page: PageBridge, from: ElementId | null): Promise<void> {
  let id = from;
  for (let depth = 0; depth < MAX_CHAIN; depth += 1) {
    const nodes = await load(page, id);
    const opened = id;
    if (opened !== null) {
      useLayers.setState(({ expanded }) => ({ expanded: new Set([...expanded, opened]) }));
    }
    const [only] = nodes;
    if (only === undefined || nodes.length > 1 || only.children === 0) return;
    ({ id } = only);
  }
}

async function refresh(page: PageBridge, of: readonly ElementId[] | null): Promise<void> {
  const known = [...useLayers.getState().children.keys()];
  const stale = of === null ? known : known.filter((id) => id !== null && of.includes(id));
  await Promise.all(stale.map((id) => load(page, id)));
}

async function load(page: PageBridge, id: ElementId | null): Promise<readonly LayerNode[]> {
  const answer = await page.ask({ ask: "children", of: id });
  if (!answer.ok || useLayers.getState().page !== page) return [];
  useLayers.setState(({ children }) => ({ children: new Map(children).set(id, answer.value) }));
  return answer.value;
}
