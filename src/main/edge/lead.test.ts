import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Lead } from "./lead.ts";

const HOUR = 60 * 60 * 1_000;
let abandoned: string[];
let isOurs: boolean;

const leadOf = (keepServing: boolean): Lead =>
  new Lead({
    parent: "first",
    keepServing,
    keptMs: 12 * HOUR,
    isOurs: async () => isOurs,
    onAbandoned: (reason) => abandoned.push(reason),
  });

beforeEach(() => {
  vi.useFakeTimers();
  abandoned = [];
  isOurs = true;
});
afterEach(() => vi.useRealTimers());

it("belongs to who started it, as long as that one lives", () => {
  using lead = leadOf(true);
  expect(lead.take("second")).toBeUndefined();
  expect(lead.take("first")).toBeDefined();
  lead.parentGone();
  expect({ led: lead.isLed, second: lead.take("second") }).toEqual({
    led: true,
    second: undefined,
  });
});

it("is free once the connection of the last one is gone too", () => {
  using lead = leadOf(true);
  const release = lead.take("first");
  lead.parentGone();
  release?.();
  expect(lead.isLed).toBe(false);
  expect(lead.take("second")).toBeDefined();
  expect(lead.take("first")).toBeUndefined();
});

describe("left alone", () => {
  it("ends at once unless it is to keep serving", () => {
    using lead = leadOf(false);
    lead.take("first");
    lead.parentGone();
    expect(abandoned).toEqual(["whoever started it is gone"]);
  });

  it("serves on, but not for good", async () => {
    using lead = leadOf(true);
    lead.parentGone();
    await vi.advanceTimersByTimeAsync(11 * HOUR);
    expect(abandoned).toEqual([]);
    await vi.advanceTimersByTimeAsync(HOUR + 60_000);
    expect(abandoned[0]).toBe("nobody came back for it");
  });

  it("counts anew from the last time that somebody drove it", async () => {
    using lead = leadOf(true);
    lead.parentGone();
    await vi.advanceTimersByTimeAsync(11 * HOUR);
    lead.take("second")?.();
    await vi.advanceTimersByTimeAsync(11 * HOUR);
    expect(abandoned).toEqual([]);
  });

  it("ends soon when its data folder is gone", async () => {
    using lead = leadOf(true);
    lead.parentGone();
    isOurs = false;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(abandoned[0]).toBe("its data folder is gone or another edge's");
  });

  it("waits a moment for an adopter whose connection broke", async () => {
    using lead = leadOf(true);
    lead.parentGone();
    const release = lead.take("second");
    lead.setKeepServing(false);
    release?.();
    await vi.advanceTimersByTimeAsync(1_000);
    const again = lead.take("second");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(abandoned).toEqual([]);
    again?.();
    await vi.advanceTimersByTimeAsync(3_000);
    expect(abandoned).toEqual(["nobody drives it"]);
  });
});
