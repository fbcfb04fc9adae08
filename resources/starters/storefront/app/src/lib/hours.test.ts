import { describe, expect, test } from "vitest";
import { formatDay, openState, pickupDays } from "@/lib/hours";

const tuesday = (hours: number, minutes = 0) => new Date(2026, 10, 24, hours, minutes);

describe("openState", () => {
  test("knows the opening minute and the closing minute", () => {
    expect(openState(tuesday(7, 29))).toEqual({ open: false, text: "Opens today at 7:30" });
    expect(openState(tuesday(7, 30))).toEqual({ open: true, text: "Open until 18:00" });
    expect(openState(tuesday(18))).toEqual({ open: false, text: "Opens tomorrow at 7:30" });
  });

  test("skips the day the shop is closed", () => {
    const sundayEvening = new Date(2026, 10, 22, 20);
    expect(openState(sundayEvening).text).toBe("Opens Tuesday at 7:30");
  });
});

describe("pickupDays", () => {
  test("starts today before the cutoff and tomorrow after it", () => {
    expect(pickupDays(tuesday(7), 8)[0]).toBe("2026-11-24");
    expect(pickupDays(tuesday(8), 8)[0]).toBe("2026-11-25");
  });

  test("never offers a Monday", () => {
    const days = pickupDays(tuesday(9), 8, 14).map(formatDay);
    expect(days).toHaveLength(14);
    expect(days.some((day) => day.startsWith("Monday"))).toBe(false);
  });
});
