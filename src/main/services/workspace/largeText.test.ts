import { createHash } from "node:crypto";
import { appendFileSync, rmSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { TextShape } from "../../../common/contracts/files.ts";
import { codeOf, filePath, WorkspaceFixture } from "./workspaceFixture.ts";

let fixture: WorkspaceFixture;

beforeEach(() => {
  fixture = new WorkspaceFixture();
});
afterEach(() => fixture[Symbol.asyncDispose]());

const LOG = filePath("big.log");

async function counted(): Promise<TextShape> {
  for (;;) {
    const shape = await fixture.workspace.textShape(LOG);
    if (shape.done) return shape;
  }
}

describe("a text too large for the editor", () => {
  test("is told apart from other large files by its beginning", async () => {
    fixture.put("big.log", `é${"x".repeat(6_000_000)}`);
    fixture.put("big.mp4", Buffer.alloc(6_000_000));
    fixture.put("cut.txt", `${"x".repeat(64 * 1024 - 1)}é${"x".repeat(6_000_000)}`);
    const facts = await Promise.all(
      ["big.log", "big.mp4", "cut.txt"].map((file) => fixture.workspace.facts(filePath(file))),
    );
    expect(facts.map(({ mime, isText }) => [mime, isText])).toEqual([
      ["application/octet-stream", true],
      ["video/mp4", false],
      ["application/octet-stream", true],
    ]);
    expect((await fixture.workspace.read(LOG)).kind).toBe("too-large");
  });

  test("gives any of its lines, and how many there are", async () => {
    const lines = Array.from({ length: 100_000 }, (_, i) => `line ${i + 1} naïve 🎉`);
    fixture.put("big.log", lines.join("\r\n"));
    expect(await counted()).toMatchObject({ rows: 100_000, lines: 100_000 });
    expect(await fixture.workspace.textRows(LOG, 77_776, 2)).toEqual([
      { line: 77_777, text: "line 77777 naïve 🎉" },
      { line: 77_778, text: "line 77778 naïve 🎉" },
    ]);
    expect(await fixture.workspace.textRows(LOG, 99_999, 5)).toEqual([
      { line: 100_000, text: "line 100000 naïve 🎉" },
    ]);
    expect(await fixture.workspace.findRow(LOG, "LINE 5000 ", 10)).toEqual({ row: 4_999 });
    expect(await fixture.workspace.findRow(LOG, "line 5000 ", 5_000)).toEqual({ row: null });
  });

  test("cuts a line of 10 MB into rows that give the line again", async () => {
    const line = "0123456789é🎉".repeat(750_000);
    fixture.put("big.log", `first\n${line}\nlast`);
    const { rows, lines } = await counted();
    expect(lines).toBe(3);
    const hash = createHash("sha256");
    for (let from = 1; from < rows - 1; from += 500) {
      const count = Math.min(500, rows - 1 - from);
      for (const row of await fixture.workspace.textRows(LOG, from, count)) hash.update(row.text);
    }
    expect(hash.digest("hex")).toBe(createHash("sha256").update(line).digest("hex"));
    expect(await fixture.workspace.textRows(LOG, rows - 1, 1)).toEqual([{ line: 3, text: "last" }]);
  });

  test("is counted again when it grows, shrinks or goes", async () => {
    fixture.put("big.log", "a\nb\n");
    const before = await counted();
    expect(before).toMatchObject({ rows: 2, lines: 2 });
    appendFileSync(fixture.absolute("big.log"), "c");
    const after = await counted();
    expect(after).toMatchObject({ rows: 3, lines: 3 });
    expect(after.version).not.toBe(before.version);
    writeFileSync(fixture.absolute("big.log"), "");
    expect(await counted()).toMatchObject({ rows: 0, lines: 0, size: 0 });
    rmSync(fixture.absolute("big.log"));
    expect(await codeOf(fixture.workspace.textShape(LOG))).toBe("not-found");
  });

  test("does not hold up the host while 200 MB are counted", async () => {
    const line = `${"x".repeat(99)}\n`.repeat(10_000);
    for (let i = 0; i < 200; i++) appendFileSync(fixture.absolute("big.log"), line);
    let worst = 0;
    let last = performance.now();
    const pulse = setInterval(() => {
      worst = Math.max(worst, performance.now() - last);
      last = performance.now();
    }, 5);
    const first = await fixture.workspace.textShape(LOG);
    const { rows } = await counted();
    clearInterval(pulse);
    expect(first.rows).toBeGreaterThan(0);
    expect(rows).toBe(2_000_000);
    const before = process.memoryUsage().rss;
    expect(await fixture.workspace.textRows(LOG, 1_999_999, 1)).toHaveLength(1);
    expect(process.memoryUsage().rss - before).toBeLessThan(50_000_000);
    // Not a time of this machine: blocking would last as long as all of the counting.
    expect(worst).toBeLessThan(1_000);
  }, 60_000);

  test("reads any range of bytes", async () => {
    fixture.put("a.bin", Buffer.from([0, 1, 2, 3, 4]));
    const range = await fixture.workspace.readRange(filePath("a.bin"), 3, 100);
    expect([range.size, range.offset, [...Buffer.from(range.body, "base64")]]).toEqual([
      5,
      3,
      [3, 4],
    ]);
    expect((await fixture.workspace.readRange(filePath("a.bin"), 9, 9)).body).toBe("");
  });
});
