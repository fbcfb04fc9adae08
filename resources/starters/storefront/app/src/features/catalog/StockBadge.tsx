import { Badge } from "@/components/ui/Badge";
import type { Product } from "@/types";

const fewLeft = 4;

export function StockBadge({ product }: { product: Product }) {
  if (product.stock === 0) return <Badge>Sold out today</Badge>;
  if (product.stock <= fewLeft) return <Badge tone="crust">Only {product.stock} left</Badge>;
  if (product.isNew) return <Badge tone="sea">New</Badge>;
  return null;
}
