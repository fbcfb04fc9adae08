import { z } from "zod";

/** How the frame arranges its panels, and what of that is remembered per app. Pure. */

export const Preset = z.enum(["build", "design", "admin"]);
export type Preset = z.infer<typeof Preset>;

/** Sizes are percentages of the frame; a hidden part keeps the size it comes back with. */
export const Arrangement = z.object({
  shown: z.object({ side: z.boolean(), preview: z.boolean(), bottom: z.boolean() }),
  columns: z.object({ side: Percent(), main: Percent(), preview: Percent() }),
  rows: z.object({ main: Percent(), bottom: Percent() }),
});
export type Arrangement = z.infer<typeof Arrangement>;

export type Toggle = keyof Arrangement["shown"];

export const FrameMemory = z.object({
  preset: Preset,
  arrangements: z.object({ build: Arrangement, design: Arrangement, admin: Arrangement }),
  /** The feature chosen on the rail. */
  view: z.string(),
  bottomTab: z.string(),
});
export type FrameMemory = z.infer<typeof FrameMemory>;

function Percent(): z.ZodNumber {
  return z.number().min(0).max(100);
}

const ROWS = { main: 72, bottom: 28 };

/** Build: code and page side by side. Design: the page first, and what sets its elements. Admin: no page, room for tables. */
export const DEFAULT_ARRANGEMENTS: FrameMemory["arrangements"] = {
  build: {
    shown: { side: true, preview: true, bottom: true },
    columns: { side: 17, main: 44, preview: 39 },
    rows: ROWS,
  },
  design: {
    shown: { side: true, preview: true, bottom: false },
    columns: { side: 19, main: 27, preview: 54 },
    rows: ROWS,
  },
  admin: {
    shown: { side: true, preview: false, bottom: true },
    columns: { side: 20, main: 80, preview: 40 },
    rows: { main: 64, bottom: 36 },
  },
};

/** The columns as the panels want them: hidden ones 0, the others filling 100. */
export function columnSizes(arrangement: Arrangement): Record<"side" | "main" | "preview", number> {
  const { shown, columns } = arrangement;
  const side = shown.side ? columns.side : 0;
  if (!shown.preview) return { side, main: 100 - side, preview: 0 };
  const rest = 100 - side;
  const preview = (rest * columns.preview) / Math.max(1, columns.main + columns.preview);
  return { side, main: rest - preview, preview };
}

export function rowSizes(arrangement: Arrangement): Record<"main" | "bottom", number> {
  const bottom = arrangement.shown.bottom ? arrangement.rows.bottom : 0;
  return { main: 100 - bottom, bottom };
}

/** What the person dragged the columns to. A column dragged shut is hidden, and keeps its size. */
export function withColumns(
  arrangement: Arrangement,
  sizes: { readonly side: number; readonly main: number; readonly preview: number },
): Arrangement {
  const { columns, shown } = arrangement;
  const side = sizes.side > 0;
  const preview = sizes.preview > 0;
  return {
    ...arrangement,
    shown: { ...shown, side, preview },
    columns: {
      side: side ? sizes.side : columns.side,
      main: preview ? sizes.main : columns.main,
      preview: preview ? sizes.preview : columns.preview,
    },
  };
}

export function withRows(
  arrangement: Arrangement,
  sizes: { readonly main: number; readonly bottom: number },
): Arrangement {
  const bottom = sizes.bottom > 0;
  return {
    ...arrangement,
    shown: { ...arrangement.shown, bottom },
    rows: bottom ? sizes : arrangement.rows,
  };
}

export function withShown(arrangement: Arrangement, part: Toggle, shown: boolean): Arrangement {
  return { ...arrangement, shown: { ...arrangement.shown, [part]: shown } };
}
