import { create } from "zustand";
import { products as bundled } from "@/data/products";
import { fetchProducts } from "@/lib/api";
import type { Product } from "@/types";

interface CatalogState {
  products: Product[];
  status: "bundled" | "loading" | "live";
  load: () => Promise<void>;
}

/** Starts with the bundled shelf, so pages never wait, and takes the API's when there is one. */
export const useCatalog = create<CatalogState>((set, get) => ({
  products: bundled,
  status: "bundled",
  async load() {
    if (get().status !== "bundled") return;
    set({ status: "loading" });
    const live = await fetchProducts();
    set(live ? { products: live, status: "live" } : { status: "bundled" });
  },
}));

export function useProduct(slug: string | undefined) {
  return useCatalog((state) => state.products.find((product) => product.slug === slug));
}
