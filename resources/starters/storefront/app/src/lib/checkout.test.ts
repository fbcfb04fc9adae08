import { describe, expect, test } from "vitest";
import { orderNumber, validateOrder } from "@/lib/checkout";
import type { OrderDraft } from "@/types";

const order: OrderDraft = {
  name: "Mara Lind",
  email: "mara@example.com",
  phone: "",
  day: "2026-11-24",
  slot: "11:00",
  note: "",
  lines: [{ slug: "mackerel", quantity: 1 }],
};

describe("validateOrder", () => {
  test("accepts a complete order without a phone number", () => {
    expect(validateOrder(order)).toEqual({});
  });

  test.each([
    ["name", { name: " " }],
    ["email", { email: "mara@example" }],
    ["phone", { phone: "call me" }],
    ["day", { day: "soon" }],
    ["slot", { slot: "03:00" }],
    ["note", { note: "x".repeat(281) }],
    ["lines", { lines: [] }],
    ["lines", { lines: [{ slug: "mackerel", quantity: 1.5 }] }],
  ])("names the field that is wrong: %s", (field, change) => {
    expect(Object.keys(validateOrder({ ...order, ...change }))).toEqual([field]);
  });

  test("refuses a Monday, when the shop is closed", () => {
    expect(validateOrder({ ...order, day: "2026-11-23" }).day).toMatch(/closed/);
  });
});

test("order numbers avoid characters that are easy to confuse", () => {
  for (let run = 0; run < 50; run += 1) expect(orderNumber()).toMatch(/^HM-[2-9A-HJKMNP-Z]{5}$/);
});
