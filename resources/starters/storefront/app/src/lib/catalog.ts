import type { CategoryId, Product } from "../types";

export const sortOptions = [
  { id: "featured", label: "As on the counter" },
  { id: "price-asc", label: "Price, low to high" },
  { id: "price-desc", label: "Price, high to low" },
  { id: "name", label: "Name" },
] as const;

export type SortId = (typeof sortOptions)[number]["id"];

export interface CatalogFilter {
  category: CategoryId | "all";
  query: string;
  inStock: boolean;
  sort: SortId;
}

export const defaultFilter: CatalogFilter = {
  category: "all",
  query: "",
  inStock: false,
  sort: "featured",
};

const comparators: Record<SortId, ((a: Product, b: Product) => number) | null> = {
  featured: null,
  "price-asc": (a, b) => a.price - b.price,
  "price-desc": (a, b) => b.price - a.price,
  name: (a, b) => a.name.localeCompare(b.name),
};

function matches(product: Product, words: string[]) {
  const { name, summary, origin, category } = product;
  const text = `${name} ${summary} ${origin} ${category}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

/** Products that pass the filter, in the chosen order. */
export function searchProducts(products: Product[], filter: CatalogFilter) {
  const words = filter.query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = products.filter(
    (product) =>
      (filter.category === "all" || product.category === filter.category) &&
      (!filter.inStock || product.stock > 0) &&
      matches(product, words),
  );
  const compare = comparators[filter.sort];
  return compare ? found.toSorted(compare) : found;
}

/** What goes well with a product, filled up with its neighbours on the counter. */
export function pairingsFor(product: Product, products: Product[], count = 4) {
  const others = products.filter(({ slug }) => slug !== product.slug);
  const paired = others.filter(({ slug }) => product.pairsWith.includes(slug));
  const neighbours = others.filter(
    (other) => other.category === product.category && !paired.includes(other),
  );
  return [...paired, ...neighbours].slice(0, count);
}

/** Reads a filter from the address; unknown values fall back to the default. */
export function filterFromParams(params: URLSearchParams, categories: CategoryId[]): CatalogFilter {
  const category = categories.find((id) => id === params.get("category"));
  const sort = sortOptions.find(({ id }) => id === params.get("sort"));
  return {
    category: category ?? defaultFilter.category,
    query: params.get("q") ?? defaultFilter.query,
    inStock: params.get("stock") === "in",
    sort: sort?.id ?? defaultFilter.sort,
  };
}

/** Writes only what differs from the default, so that addresses stay short. */
export function paramsFromFilter(filter: CatalogFilter) {
  const params = new URLSearchParams();
  if (filter.category !== "all") params.set("category", filter.category);
  if (filter.query) params.set("q", filter.query);
  if (filter.inStock) params.set("stock", "in");
  if (filter.sort !== "featured") params.set("sort", filter.sort);
  return params;
}
