import { products } from "../src/data/products";
import { orderNumber, validateOrder, type FieldErrors } from "../src/lib/checkout";
import { priceCart } from "../src/lib/totals";
import type { CartLine, Order, OrderDraft } from "../src/types";
import { json } from "./http";
import type { Context, Env } from "./types";

const keepSeconds = 30 * 24 * 60 * 60;
const maxBytes = 20_000;

const text = (value: unknown) => (typeof value === "string" ? value : "");

function toLine(value: unknown): CartLine {
  const { slug, quantity } = (value ?? {}) as Record<string, unknown>;
  return { slug: text(slug), quantity: typeof quantity === "number" ? quantity : 0 };
}

/** Takes what a client sent and keeps only the fields of an order, with the right types. */
function toDraft(body: unknown): OrderDraft {
  const { name, email, phone, day, slot, note, lines } = (body ?? {}) as Record<string, unknown>;
  return {
    name: text(name),
    email: text(email),
    phone: text(phone),
    day: text(day),
    slot: text(slot),
    note: text(note),
    lines: Array.isArray(lines) ? lines.map(toLine) : [],
  };
}

function stockError(lines: CartLine[]): FieldErrors {
  for (const line of lines) {
    const product = products.find(({ slug }) => slug === line.slug);
    if (!product) return { lines: "One of the products is no longer sold." };
    if (product.stock < line.quantity) return { lines: `Only ${product.stock} × ${product.name}.` };
  }
  return {};
}

/** POST /api/orders. Prices come from the shop's data, never from the client. */
export async function createOrder(request: Request, env: Env, ctx: Context) {
  const raw = await request.text();
  if (raw.length > maxBytes) return json({ error: "The order is too large." }, 413);
  let body: unknown;
  try {
    body = JSON.parse(raw);
  } catch {
    return json({ error: "Send the order as JSON." }, 400);
  }

  const draft = toDraft(body);
  const errors = { ...stockError(draft.lines), ...validateOrder(draft) };
  if (Object.keys(errors).length > 0) return json({ errors }, 422);

  const { total } = priceCart(draft.lines, products);
  const order: Order = { ...draft, id: orderNumber(), total, received: true };
  if (env.ORDERS) {
    const saved = env.ORDERS.put(order.id, JSON.stringify(order), { expirationTtl: keepSeconds });
    ctx.waitUntil(saved);
  }
  return json({ order }, 201);
}
