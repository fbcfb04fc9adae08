import { z } from "zod";
import { create } from "zustand";
import { readSlice, useAppLayout, writeSlice } from "../../client/appLayout.ts";
import { type Device, deviceOf } from "./devices.ts";
import { type Size, sideOf, type Zoom } from "./fit.ts";

const Side = z.number().int().min(200).max(5120);

const Viewport = z.object({
  /** Tells viewports apart while they are there; the main page is 0. */
  id: z.number().int(),
  /** Null for a size of its own, or none. */
  device: z.string().nullable(),
  /** Turned by a quarter from how its device is listed. */
  turned: z.boolean(),
  /** A size that was dragged or typed; null takes the device's, or what room there is. */
  size: z.object({ width: Side, height: Side }).nullable(),
});
export type Viewport = z.infer<typeof Viewport>;

const Emulation = z.object({
  scheme: z.enum(["light", "dark"]).nullable(),
  reducedMotion: z.boolean().nullable(),
  /** Null does as the device does. */
  touch: z.boolean().nullable(),
});
export type Emulation = z.infer<typeof Emulation>;

const Slice = z.object({
  viewports: z.array(Viewport).min(1).max(4),
  zoom: z.union([z.literal("fit"), z.literal(0.5), z.literal(0.75), z.literal(1)]),
  emulation: Emulation,
});

interface Frame {
  readonly viewports: readonly Viewport[];
  readonly zoom: Zoom;
  readonly emulation: Emulation;
}

export const MAX_VIEWPORTS = 4;

const MAIN: Viewport = { id: 0, device: null, turned: false, size: null };
const PLAIN: Frame = {
  viewports: [MAIN],
  zoom: "fit",
  emulation: { scheme: null, reducedMotion: null, touch: null },
};

/** The screens that the app is shown on, and what they pretend to be. */
export const useFrame = create<Frame>()(() => PLAIN);

/** The size that a viewport asks for; null takes what room there is. */
export function sizeOf({ device, turned, size }: Viewport): Size | null {
  if (size !== null) return size;
  const found = deviceOf(device);
  if (found === null) return null;
  const { width, height } = found;
  return turned ? { width: height, height: width } : { width, height };
}

export function isTouched(viewport: Viewport, { touch }: Emulation): boolean {
  if (touch !== null) return touch;
  return viewport.size === null && isHandheld(deviceOf(viewport.device));
}

const isHandheld = (device: Device | null): boolean =>
  device !== null && device.kind !== "computer";

/** Null takes what room there is. */
export function chooseDevice(id: number, device: string | null): void {
  change(id, { device, turned: false, size: null });
}

export function turn(viewport: Viewport): void {
  const { id, size, turned } = viewport;
  if (size === null) change(id, { turned: !turned });
  else change(id, { size: { width: size.height, height: size.width } });
}

export function resize(id: number, { width, height }: Size): void {
  change(id, { device: null, size: { width: sideOf(width), height: sideOf(height) } });
}

/** Another page of the same app, on a screen that the others do not show. */
export function addViewport(device: string): void {
  update(({ viewports }) => {
    if (viewports.length >= MAX_VIEWPORTS) return {};
    const id = Math.max(...viewports.map((viewport) => viewport.id)) + 1;
    return { viewports: [...viewports, { id, device, turned: false, size: null }] };
  });
}

/** The main page stays. */
export function removeViewport(id: number): void {
  if (id === MAIN.id) return;
  update(({ viewports }) => ({ viewports: viewports.filter((viewport) => viewport.id !== id) }));
}

export function chooseZoom(zoom: Zoom): void {
  update(() => ({ zoom }));
}

export function emulate(changed: Partial<Emulation>): void {
  update(({ emulation }) => ({ emulation: { ...emulation, ...changed } }));
}

/** Takes each app's own screens when the app is shown, until the returned function is called. */
export function followFrame(): () => void {
  const restore = (): void => useFrame.setState(readSlice("frame", Slice) ?? PLAIN);
  restore();
  return useAppLayout.subscribe((now, before) => {
    if (now.appId !== null && now.appId !== before.appId) restore();
  });
}

function change(id: number, changed: Partial<Viewport>): void {
  update(({ viewports }) => ({
    viewports: viewports.map((viewport) =>
      viewport.id === id ? { ...viewport, ...changed } : viewport,
    ),
  }));
}

function update(by: (frame: Frame) => Partial<Frame>): void {
  useFrame.setState(by);
  const { viewports, zoom, emulation } = useFrame.getState();
  writeSlice("frame", { viewports, zoom, emulation });
}
