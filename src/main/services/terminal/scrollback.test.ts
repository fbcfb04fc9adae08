import { expect, test } from "vitest";
import { Scrollback } from "./scrollback.ts";

test("keeps the newest 5,000 lines and no endless text", () => {
  const scrollback = new Scrollback();
  for (let line = 0; line < 200_000; line += 1) scrollback.append(`line ${line}\r\n`);
  const lines = scrollback.replay().trimEnd().split("\r\n");
  expect(lines.at(-1)).toBe("line 199999");
  expect(lines[0]).toBe(`line ${200_000 - lines.length}`);
  expect(lines.length).toBeGreaterThanOrEqual(5000 - 1);
  expect(lines.length).toBeLessThan(50_000);
  scrollback.append("x".repeat(5_000_000));
  expect(scrollback.replay().length).toBeLessThanOrEqual(1_500_000);
});

test("is read on from any offset that is still kept", () => {
  const scrollback = new Scrollback();
  const written = Array.from({ length: 3000 }, (_, line) => `${line};`.repeat(20)).join("\n");
  for (let at = 0; at < written.length; at += 777) scrollback.append(written.slice(at, at + 777));
  expect(scrollback.holds(0)).toBe(true);
  expect(scrollback.slice(100_001, 50_000)).toBe(written.slice(100_001, 150_001));
  expect(scrollback.slice(scrollback.end, 10)).toBe("");
  expect(scrollback.holds(scrollback.end + 1)).toBe(false);
  scrollback.append("\n".repeat(900_000));
  expect(scrollback.holds(0)).toBe(false);
});

test("replays in the modes that were switched in what it no longer keeps", () => {
  const scrollback = new Scrollback();
  scrollback.append("\u001b[?1049h\u001b[?1;25l");
  scrollback.append("filler\r\n".repeat(90_000));
  expect(scrollback.replay()).toMatch(
    // oxlint-disable-next-line no-control-regex
    /^\u001b\[\?1049h\u001b\[\?1l\u001b\[\?25lfiller\r\n/,
  );
});

test("clearing keeps the line that is being written", () => {
  const scrollback = new Scrollback();
  scrollback.append("old\r\n$ typ");
  scrollback.clear();
  scrollback.append("ed");
  expect(scrollback.replay()).toBe("$ typed");
  expect(scrollback.holds(0)).toBe(false);
});
