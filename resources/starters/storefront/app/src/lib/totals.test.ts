import { expect, test } from "vitest";
import { products } from "@/data/products";
import { formatMoney } from "@/lib/money";
import { freePackingFrom, packingFee, priceCart } from "@/lib/totals";

test("a small box pays for packing", () => {
  const totals = priceCart([{ slug: "mackerel", quantity: 2 }], products);
  expect(totals).toMatchObject({ count: 2, subtotal: 1880, packing: packingFee, total: 2030 });
});

test("a large box does not", () => {
  const totals = priceCart([{ slug: "oysters", quantity: 2 }], products);
  expect(totals.subtotal).toBe(freePackingFrom);
  expect(totals.packing).toBe(0);
});

test("an empty cart costs nothing, and unknown products are left out", () => {
  expect(priceCart([{ slug: "kraken", quantity: 1 }], products)).toMatchObject({
    count: 0,
    total: 0,
  });
});

test("money is written in euro with cents", () => {
  expect(formatMoney(940)).toBe("€9.40");
  expect(formatMoney(0)).toBe("€0.00");
});
