import { expect, test } from "vitest";
import { mayHoldClasses } from "./classPlaces.ts";

test.each([
  '<div className="p-4 te',
  "<div class='",
  '<div className={active ? "p-2',
  'cn("p-4",\n  isBig && "text-',
  "  @apply p-4 m",
  "@th",
])("classes are asked for after %s", (before) => expect(mayHoldClasses(before)).toBe(true));

test.each(['<div className="p-4" title="', "const total = su", "import { u", "<Button on"])(
  "nobody waits for class names after %s",
  (before) => expect(mayHoldClasses(before)).toBe(false),
);
