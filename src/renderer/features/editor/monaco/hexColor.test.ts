import { expect, test } from "vitest";
import { hexColor } from "./hexColor.ts";

test.each([
  ["rgb(255, 255, 255)", "#ffffff"],
  ["rgb(1, 2, 3)", "#010203"],
  ["rgba(106, 97, 242, 0.15)", "#6a61f226"],
  ["rgba(0, 0, 0, 0)", "#00000000"],
])("%s is %s", (computed, hex) => {
  expect(hexColor(computed)).toBe(hex);
});
