import { z } from "zod";
import { create } from "zustand";
import { readSlice, useAppLayout, writeSlice } from "../../client/appLayout.ts";

export const DeviceId = z.enum(["responsive", "phone", "tablet", "desktop"]);
export type DeviceId = z.infer<typeof DeviceId>;

/** CSS pixels; null takes what room there is. */
export const DEVICE_WIDTHS: Readonly<Record<DeviceId, number | null>> = {
  responsive: null,
  phone: 390,
  tablet: 820,
  desktop: 1280,
};

export const useDevice = create<{ readonly device: DeviceId }>()(() => ({ device: "responsive" }));

export function chooseDevice(device: DeviceId): void {
  useDevice.setState({ device });
  writeSlice("preview", { device });
}

/** Takes each app's own device when the app is shown, until the returned function is called. */
export function followDevice(): () => void {
  const restore = (): void => {
    const stored = readSlice("preview", z.object({ device: DeviceId }));
    useDevice.setState({ device: stored?.device ?? "responsive" });
  };
  restore();
  return useAppLayout.subscribe((now, before) => {
    if (now.appId !== null && now.appId !== before.appId) restore();
  });
}

export interface Fit {
  readonly width: number;
  readonly height: number;
  /** 0..1 */
  readonly scale: number;
}

/** How a device of a width is drawn into a room: at its own width, made smaller when it must. */
export function fitDevice(
  width: number | null,
  room: { readonly width: number; readonly height: number },
): Fit {
  if (width === null || room.width <= 0) return { ...room, scale: 1 };
  const scale = Math.min(1, room.width / width);
  return { width, height: room.height / scale, scale };
}
