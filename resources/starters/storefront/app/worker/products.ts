import { categories } from "../src/data/categories";
import { products } from "../src/data/products";
import { filterFromParams, searchProducts } from "../src/lib/catalog";
import { json, notFound } from "./http";

const categoryIds = categories.map((category) => category.id);

/** GET /api/products, with the same filters as the shop page: category, q, stock and sort. */
export function listProducts(url: URL) {
  const found = searchProducts(products, filterFromParams(url.searchParams, categoryIds));
  return json({ products: found, total: found.length });
}

/** GET /api/products/:slug */
export function showProduct(slug: string) {
  const product = products.find((item) => item.slug === slug);
  return product ? json({ product }) : notFound("product");
}
