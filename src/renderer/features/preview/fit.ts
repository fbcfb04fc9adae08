export interface Size {
  readonly width: number;
  readonly height: number;
}

/** How a page is drawn into the room there is. */
export interface Fit extends Size {
  /** What the page's own pixels are multiplied by. */
  readonly scale: number;
}

export type Zoom = "fit" | 0.5 | 0.75 | 1;

/** Pages smaller than a button or larger than any screen help nobody, and cost memory. */
export const LIMITS = { least: 200, most: 5120 };

/**
 * A page without a size of its own takes the room. One that has is drawn at its own size, and made
 * smaller until all of it is in sight, unless a zoom was chosen.
 */
export function fitPage(size: Size | null, room: Size, zoom: Zoom): Fit {
  if (room.width <= 0 || room.height <= 0) return { ...(size ?? room), scale: 1 };
  if (size === null) return roomAt(room, zoom === "fit" ? 1 : zoom);
  const whole = Math.min(1, room.width / size.width, room.height / size.height);
  return { ...size, scale: zoom === "fit" ? whole : zoom };
}

/** The room seen through a smaller scale holds a larger page. */
function roomAt({ width, height }: Size, scale: number): Fit {
  return { width: width / scale, height: height / scale, scale };
}

/** A side as it may be: whole pixels within the limits. */
export function sideOf(pixels: number): number {
  if (!Number.isFinite(pixels)) return LIMITS.least;
  return Math.round(Math.min(LIMITS.most, Math.max(LIMITS.least, pixels)));
}
