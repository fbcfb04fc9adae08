import { describe, expect, test } from "vitest";
import { products } from "../src/data/products";
import worker from "./index";
import type { Env } from "./types";

const background: Promise<unknown>[] = [];
const ctx = { waitUntil: (promise: Promise<unknown>) => void background.push(promise) };

async function call(path: string, init?: RequestInit, env: Env = {}) {
  const response = await worker.fetch(new Request(`https://shop.test${path}`, init), env, ctx);
  return { status: response.status, headers: response.headers, body: await response.json() };
}

const order = {
  name: "Mara Lind",
  email: "mara@example.com",
  day: "2026-11-24",
  slot: "11:00",
  lines: [{ slug: "mackerel", quantity: 2 }],
};

const post = (body: unknown) => ({ method: "POST", body: JSON.stringify(body) });

describe("products", () => {
  test("are listed and can be filtered like the shop page", async () => {
    expect((await call("/api/products")).body).toEqual({ products, total: products.length });
    const { body } = await call("/api/products?category=bakery&sort=price-asc");
    const slugs = (body as { products: { slug: string }[] }).products.map(({ slug }) => slug);
    expect(slugs[0]).toBe("croissant");
  });

  test("a product that does not exist is a 404", async () => {
    expect((await call("/api/products/mackerel")).status).toBe(200);
    expect((await call("/api/products/kraken")).status).toBe(404);
  });
});

describe("orders", () => {
  test("are priced by the shop, whatever the client says", async () => {
    const { status, body } = await call("/api/orders", post({ ...order, total: 1 }));
    expect(status).toBe(201);
    expect(body).toMatchObject({ order: { total: 2030, received: true } });
  });

  test("are kept when there is a place to keep them", async () => {
    const kept = new Map<string, string>();
    const ORDERS = { put: async (key: string, value: string) => void kept.set(key, value) };
    const { body } = await call("/api/orders", post(order), { ORDERS });
    await Promise.all(background);
    expect(kept.has((body as { order: { id: string } }).order.id)).toBe(true);
  });

  test.each([
    ["an empty object", {}, ["day", "email", "lines", "name", "slot"]],
    [
      "more than is in stock",
      { ...order, lines: [{ slug: "brown-crab", quantity: 9 }] },
      ["lines"],
    ],
    ["null", null, ["day", "email", "lines", "name", "slot"]],
  ])("with %s are refused field by field", async (_, sent, fields) => {
    const { status, body } = await call("/api/orders", post(sent));
    expect(status).toBe(422);
    expect(Object.keys((body as { errors: object }).errors).toSorted()).toEqual(fields);
  });

  test("that are not JSON are a 400", async () => {
    expect((await call("/api/orders", { method: "POST", body: "two fish" })).status).toBe(400);
  });
});

test("health, wrong methods and unknown paths are answered plainly", async () => {
  expect((await call("/api/health")).body).toMatchObject({ ok: true });
  const wrong = await call("/api/orders");
  expect([wrong.status, wrong.headers.get("allow")]).toEqual([405, "POST"]);
  expect((await call("/api/boats")).status).toBe(404);
});
