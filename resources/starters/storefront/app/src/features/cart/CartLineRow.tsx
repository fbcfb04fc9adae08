import { Link } from "react-router";
import { productImage } from "@/assets/products";
import { Price } from "@/components/ui/Price";
import { QuantityStepper } from "@/components/ui/QuantityStepper";
import type { PricedLine } from "@/lib/totals";
import { useCart } from "@/store/cart";

export function CartLineRow({ line }: { line: PricedLine }) {
  const setQuantity = useCart((state) => state.setQuantity);
  const { product, quantity } = line;

  return (
    <li className="flex gap-4 py-5">
      <img
        src={productImage(product.slug)}
        alt=""
        width={88}
        height={88}
        className="size-22 rounded-xl object-cover"
      />
      <div className="flex min-w-0 flex-1 flex-col">
        <div className="flex justify-between gap-3">
          <Link to={`/shop/${product.slug}`} className="font-serif text-lg/snug hover:underline">
            {product.name}
          </Link>
          <Price cents={line.amount} className="pt-0.5" />
        </div>
        <p className="text-sm text-ink-soft">{product.unit}</p>
        <div className="mt-2.5 flex items-center justify-between">
          <QuantityStepper
            label={`Quantity of ${product.name}`}
            value={quantity}
            min={1}
            max={product.stock}
            onChange={(value) => setQuantity(product.slug, value)}
          />
          <button
            type="button"
            aria-label={`Remove ${product.name}`}
            onClick={() => setQuantity(product.slug, 0)}
            className="rounded text-sm text-ink-soft underline-offset-4 hover:text-ink hover:underline"
          >
            Remove
          </button>
        </div>
      </div>
    </li>
  );
}
