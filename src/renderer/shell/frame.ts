import { create } from "zustand";
import { readSlice, useAppLayout, writeSlice } from "../client/appLayout.ts";
import { useCurrentApp } from "../client/currentApp.ts";
import { useEditorIntents } from "../client/editorIntents.ts";
import {
  type Arrangement,
  DEFAULT_ARRANGEMENTS,
  FrameMemory,
  type Preset,
  type Toggle,
  withShown,
} from "./arrangement.ts";
import { isNarrow, useDrawer } from "./narrow.ts";

const SLICE = "frame";

/** Which panels of the frame are shown, how large, and what they show. */
export const useFrame = create<FrameMemory>(() => defaultMemory());

function defaultMemory(): FrameMemory {
  return {
    preset: "build",
    arrangements: DEFAULT_ARRANGEMENTS,
    view: "",
    bottomTab: "",
  };
}

export function currentArrangement({ preset, arrangements }: FrameMemory): Arrangement {
  return arrangements[preset];
}

/**
 * Leaves a view that covers the editor when a file is opened: whoever chose it wants to see it.
 *
 * @param covers whether the view of that name has the main area to itself.
 */
export function followOpenedFiles(covers: (view: string) => boolean): () => void {
  return useEditorIntents.subscribe((now, before) => {
    if (now.request === before.request || now.request === null) return;
    if (covers(useFrame.getState().view)) useFrame.setState({ view: "" });
  });
}

/** Takes each app's own frame when the app is shown, and remembers it while it changes. */
export function followFrame(): () => void {
  let restoring = false;
  const restore = (): void => {
    restoring = true;
    useFrame.setState(readSlice(SLICE, FrameMemory) ?? defaultMemory());
    restoring = false;
  };
  const stops = [
    useAppLayout.subscribe((now, before) => {
      if (now.appId !== null && now.appId !== before.appId) restore();
    }),
    // Whoever chose a file in the drawer wants to see it.
    useEditorIntents.subscribe((now, before) => {
      if (now.active !== before.active) useDrawer.setState({ open: false });
    }),
    // Without an app the frame begins at the welcome view, not in what was chosen in the app.
    useCurrentApp.subscribe((now, before) => {
      if (now.appId === null && before.appId !== null) useFrame.setState({ view: "" });
    }),
    useFrame.subscribe((memory) => {
      if (!restoring) writeSlice(SLICE, memory);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** What a preset brings to the side panel when it is chosen. */
const VIEWS: Partial<Record<Preset, string>> = { design: "inspector" };

export function choosePreset(preset: Preset): void {
  const view = VIEWS[preset];
  useFrame.setState(view === undefined ? { preset } : { preset, view });
}

/** Changes the chosen preset's arrangement. */
export function arrange(change: (arrangement: Arrangement) => Arrangement): void {
  useFrame.setState((memory) => ({
    arrangements: {
      ...memory.arrangements,
      [memory.preset]: change(currentArrangement(memory)),
    },
  }));
}

export function togglePart(part: Toggle): void {
  if (part === "side" && isNarrow()) {
    useDrawer.setState(({ open }) => ({ open: !open }));
    return;
  }
  arrange((arrangement) => withShown(arrangement, part, !arrangement.shown[part]));
}

function showPart(part: Toggle): void {
  if (part === "side" && isNarrow()) {
    useDrawer.setState({ open: true });
    return;
  }
  arrange((arrangement) => withShown(arrangement, part, true));
}

/** Brings a feature into sight. @param hasSide whether it has a side panel, which unfolds. */
export function showView(view: string, hasSide: boolean): void {
  useFrame.setState({ view });
  if (hasSide) showPart("side");
}

export function showBottomTab(bottomTab: string): void {
  useFrame.setState({ bottomTab });
  showPart("bottom");
}

/** Gives every preset its first sizes and panels back. */
export function resetFrame(): void {
  const { preset, view, bottomTab } = useFrame.getState();
  useFrame.setState({ preset, view, bottomTab, arrangements: DEFAULT_ARRANGEMENTS });
}
