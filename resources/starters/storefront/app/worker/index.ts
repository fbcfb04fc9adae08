import { json, methodNotAllowed, notFound } from "./http";
import { createOrder } from "./orders";
import { listProducts, showProduct } from "./products";
import type { Context, Env } from "./types";

async function handleApi(request: Request, env: Env, ctx: Context, url: URL) {
  const [, , resource, id, ...rest] = url.pathname.split("/");
  const reads = request.method === "GET" || request.method === "HEAD";

  if (rest.length > 0) return notFound();
  if (resource === "health" && !id) {
    return reads ? json({ ok: true, service: "harbor-market" }) : methodNotAllowed("GET");
  }
  if (resource === "products") {
    if (!reads) return methodNotAllowed("GET");
    return id ? showProduct(id) : listProducts(url);
  }
  if (resource === "orders" && !id) {
    return request.method === "POST" ? createOrder(request, env, ctx) : methodNotAllowed("POST");
  }
  return notFound();
}

export default {
  async fetch(request: Request, env: Env, ctx: Context): Promise<Response> {
    const url = new URL(request.url);
    if (url.pathname === "/api" || url.pathname.startsWith("/api/")) {
      return handleApi(request, env, ctx, url);
    }
    return env.ASSETS ? env.ASSETS.fetch(request) : notFound("page");
  },
};
