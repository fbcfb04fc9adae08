/** 1 is one pixel of the picture to one of the screen. */
export type Zoom = "fit" | number;

const STEPS = [0.05, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 8, 16, 32];

/** The next larger or smaller step from what is on the screen now. */
export function nextZoom(
  zoom: Zoom,
  by: 1 | -1,
  picture: { readonly width: number; readonly naturalWidth: number } | null,
): Zoom {
  const now = zoom === "fit" ? shownScale(picture) : zoom;
  const next =
    by === 1
      ? STEPS.find((step) => step > now * 1.01)
      : STEPS.findLast((step) => step < now * 0.99);
  return next ?? now;
}

function shownScale(picture: { width: number; naturalWidth: number } | null): number {
  if (picture === null || picture.naturalWidth === 0) return 1;
  return picture.width / picture.naturalWidth;
}
