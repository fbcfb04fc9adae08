import { ArrowLeft } from "lucide-react";
import { Link, useParams } from "react-router";
import { productImage } from "@/assets/products";
import { Container } from "@/components/ui/Container";
import { Price } from "@/components/ui/Price";
import { SectionHeading } from "@/components/ui/SectionHeading";
import { categories } from "@/data/categories";
import { AddToCart } from "@/features/catalog/AddToCart";
import { ProductFacts } from "@/features/catalog/ProductFacts";
import { ProductGrid } from "@/features/catalog/ProductGrid";
import { StockBadge } from "@/features/catalog/StockBadge";
import { useDocumentTitle } from "@/hooks/useDocumentTitle";
import { NotFoundPage } from "@/routes/NotFoundPage";
import { pairingsFor } from "@/lib/catalog";
import { useCatalog, useProduct } from "@/store/catalog";
import type { Product } from "@/types";

export function ProductPage() {
  const product = useProduct(useParams().slug);
  return product ? <ProductDetails key={product.slug} product={product} /> : <NotFoundPage />;
}

function ProductDetails({ product }: { product: Product }) {
  useDocumentTitle(product.name);
  const products = useCatalog((state) => state.products);
  const pairings = pairingsFor(product, products);
  const category = categories.find(({ id }) => id === product.category);

  return (
    <Container className="pt-8">
      <Link
        to={`/shop?category=${product.category}`}
        className="inline-flex items-center gap-1.5 text-sm text-ink-soft hover:text-ink"
      >
        <ArrowLeft size={15} aria-hidden />
        {category?.name}
      </Link>
      <div className="mt-5 grid gap-8 lg:grid-cols-[1.15fr_1fr] lg:gap-14">
        <div className="relative self-start overflow-hidden rounded-2xl border border-line">
          <img
            src={productImage(product.slug)}
            alt={`Illustration of ${product.name.toLowerCase()}`}
            width={480}
            height={360}
            className="w-full"
          />
          <div className="absolute top-4 left-4">
            <StockBadge product={product} />
          </div>
        </div>
        <div className="grid content-start gap-6">
          <div>
            <h1 className="text-4xl sm:text-5xl">{product.name}</h1>
            <p className="mt-3 text-lg text-ink-soft">{product.summary}</p>
          </div>
          <p className="flex items-baseline gap-3">
            <Price cents={product.price} className="text-2xl" />
            <span className="text-ink-soft">{product.unit}</span>
          </p>
          <AddToCart product={product} />
          <p className="max-w-prose leading-relaxed">{product.description}</p>
          <ProductFacts product={product} />
        </div>
      </div>
      <section className="mt-20">
        <SectionHeading title="Goes well with" />
        <ProductGrid products={pairings} />
      </section>
    </Container>
  );
}
