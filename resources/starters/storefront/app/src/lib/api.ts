import { config } from "@/lib/config";
import { orderNumber, type FieldErrors } from "@/lib/checkout";
import type { Order, OrderDraft, Product } from "@/types";

/**
 * Reads JSON from the shop's API, or gives null when no API answers: a plain dev server or a static
 * host replies with a page, not with JSON.
 */
async function getJson<T>(path: string): Promise<T | null> {
  try {
    const response = await fetch(`${config.apiBase}${path}`);
    const isJson = response.headers.get("content-type")?.includes("application/json");
    return response.ok && isJson ? ((await response.json()) as T) : null;
  } catch {
    return null;
  }
}

export async function fetchProducts() {
  const body = await getJson<{ products: Product[] }>("/products");
  return body?.products ?? null;
}

export type OrderResult = { order: Order } | { errors: FieldErrors } | { failed: true };

/** Sends an order. Without an API the order is kept in this browser and marked as not received. */
export async function sendOrder(draft: OrderDraft, total: number): Promise<OrderResult> {
  const health = await getJson<{ ok: boolean }>("/health");
  if (!health) return { order: { ...draft, id: orderNumber(), total, received: false } };
  try {
    const response = await fetch(`${config.apiBase}/orders`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(draft),
    });
    const body = (await response.json()) as { order?: Order; errors?: FieldErrors };
    if (response.ok && body.order) return { order: body.order };
    return body.errors ? { errors: body.errors } : { failed: true };
  } catch {
    return { failed: true };
  }
}
