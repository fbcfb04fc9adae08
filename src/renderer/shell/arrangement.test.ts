import { expect, test } from "vitest";
import {
  columnSizes,
  DEFAULT_ARRANGEMENTS,
  FrameMemory,
  rowSizes,
  withColumns,
  withRows,
  withShown,
} from "./arrangement.ts";

const { build } = DEFAULT_ARRANGEMENTS;

test("every preset's columns and rows fill the frame", () => {
  for (const arrangement of Object.values(DEFAULT_ARRANGEMENTS)) {
    const columns = columnSizes(arrangement);
    const rows = rowSizes(arrangement);
    expect(columns.side + columns.main + columns.preview).toBeCloseTo(100);
    expect(rows.main + rows.bottom).toBeCloseTo(100);
  }
});

test("what hides the side panel gives its room to the others in their ratio", () => {
  const sizes = columnSizes(withShown(build, "side", false));
  expect(sizes.side).toBe(0);
  expect(sizes.main / sizes.preview).toBeCloseTo(build.columns.main / build.columns.preview);
});

test("a column dragged shut is hidden and comes back with its size", () => {
  const shut = withColumns(build, { side: 0, main: 60, preview: 40 });
  expect(shut.shown.side).toBe(false);
  expect(columnSizes(withShown(shut, "side", true)).side).toBe(build.columns.side);
});

test("hiding the preview does not forget how the page and the code shared the frame", () => {
  const hidden = withShown(build, "preview", false);
  const dragged = withColumns(hidden, { side: 25, main: 75, preview: 0 });
  const back = columnSizes(withShown(dragged, "preview", true));
  expect(back.side).toBe(25);
  expect(back.main / back.preview).toBeCloseTo(build.columns.main / build.columns.preview);
});

test("a bottom panel dragged shut keeps its height", () => {
  const shut = withRows(build, { main: 100, bottom: 0 });
  expect(rowSizes(shut)).toEqual({ main: 100, bottom: 0 });
  expect(rowSizes(withShown(shut, "bottom", true)).bottom).toBe(build.rows.bottom);
});

test("a remembered size out of bounds is refused", () => {
  const memory = {
    preset: "build",
    arrangements: {
      ...DEFAULT_ARRANGEMENTS,
      build: { ...build, rows: { main: -4, bottom: 104 } },
    },
    view: "files",
    bottomTab: "timeline",
  };
  expect(FrameMemory.safeParse(memory).success).toBe(false);
});
