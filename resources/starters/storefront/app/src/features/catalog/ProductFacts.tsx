import type { Product } from "@/types";

export function ProductFacts({ product }: { product: Product }) {
  const facts = [
    ["From", product.origin],
    ["Keeps", product.keeps],
    ["Contains", product.allergens.length > 0 ? product.allergens.join(", ") : "no allergens"],
    ["Today", product.stock > 0 ? `${product.stock} on the counter` : "sold out"],
  ];

  return (
    <dl className="divide-y divide-line border-y border-line">
      {facts.map(([label, value]) => (
        <div key={label} className="grid grid-cols-[7rem_1fr] py-3">
          <dt className="text-ink-soft">{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
