import { Plus } from "lucide-react";
import { Link } from "react-router";
import { productImage } from "@/assets/products";
import { Price } from "@/components/ui/Price";
import { QuantityStepper } from "@/components/ui/QuantityStepper";
import { StockBadge } from "@/features/catalog/StockBadge";
import { cn } from "@/lib/cn";
import { useCart, useQuantity } from "@/store/cart";
import type { Product } from "@/types";

export function ProductCard({ product }: { product: Product }) {
  const soldOut = product.stock === 0;

  return (
    <article className="group relative flex flex-col overflow-hidden rounded-2xl border border-line bg-card transition hover:shadow-lg hover:shadow-black/5">
      <div className="relative aspect-4/3 overflow-hidden">
        <img
          src={productImage(product.slug)}
          alt=""
          loading="lazy"
          width={480}
          height={360}
          className={cn(
            "size-full object-cover transition duration-500 group-hover:scale-[1.03]",
            soldOut && "opacity-60 grayscale-[0.4]",
          )}
        />
        <div className="absolute top-3 left-3">
          <StockBadge product={product} />
        </div>
      </div>
      <div className="flex flex-1 flex-col p-4 sm:p-5">
        <h3 className="text-xl">
          <Link to={`/shop/${product.slug}`} className="after:absolute after:inset-0">
            {product.name}
          </Link>
        </h3>
        <p className="mt-1 text-sm text-ink-soft">{product.unit}</p>
        <div className="mt-auto flex min-h-14 items-end justify-between pt-4">
          <Price cents={product.price} className="py-1.5 text-lg" />
          <CardAction product={product} />
        </div>
      </div>
    </article>
  );
}

function CardAction({ product }: { product: Product }) {
  const quantity = useQuantity(product.slug);
  const add = useCart((state) => state.add);
  const setQuantity = useCart((state) => state.setQuantity);

  if (product.stock === 0) return <span className="py-2 text-sm text-ink-soft">Back tomorrow</span>;
  if (quantity > 0) {
    return (
      <div className="relative z-10">
        <QuantityStepper
          label={`${product.name} in the cart`}
          value={quantity}
          max={product.stock}
          onChange={(value) => setQuantity(product.slug, value)}
        />
      </div>
    );
  }
  return (
    <button
      type="button"
      aria-label={`Add ${product.name} to the cart`}
      onClick={() => add(product.slug, product.stock)}
      className="relative z-10 grid size-10 place-items-center rounded-full border border-line text-sea transition hover:border-sea hover:bg-sea hover:text-on-sea"
    >
      <Plus size={18} />
    </button>
  );
}
