import { ProductCard } from "@/features/catalog/ProductCard";
import type { Product } from "@/types";

export function ProductGrid({ products }: { products: Product[] }) {
  return (
    <ul className="grid grid-cols-[repeat(auto-fill,minmax(15.5rem,1fr))] gap-5 lg:gap-6">
      {products.map((product) => (
        <li key={product.slug} className="grid">
          <ProductCard product={product} />
        </li>
      ))}
    </ul>
  );
}
