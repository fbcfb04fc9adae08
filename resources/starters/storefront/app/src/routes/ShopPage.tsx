import { Button } from "@/components/ui/Button";
import { Container } from "@/components/ui/Container";
import { EmptyState } from "@/components/ui/EmptyState";
import { PageIntro } from "@/components/ui/PageIntro";
import { FilterBar } from "@/features/catalog/FilterBar";
import { ProductGrid } from "@/features/catalog/ProductGrid";
import { useCatalogFilter } from "@/hooks/useCatalogFilter";
import { useDocumentTitle } from "@/hooks/useDocumentTitle";
import { defaultFilter, searchProducts } from "@/lib/catalog";
import { useCatalog } from "@/store/catalog";

export function ShopPage() {
  useDocumentTitle("Shop");
  const { filter, update } = useCatalogFilter();
  const products = useCatalog((state) => state.products);
  const found = searchProducts(products, filter);

  return (
    <Container>
      <PageIntro
        kicker="The shop"
        title="What came in this morning"
        text="Filter it, search it, put it in a box. We pack everything on ice."
      />
      <FilterBar filter={filter} onChange={update} />
      <p aria-live="polite" className="mb-5 text-sm text-ink-soft">
        {found.length === 1 ? "1 product" : `${found.length} products`}
      </p>
      {found.length > 0 ? (
        <ProductGrid products={found} />
      ) : (
        <EmptyState
          title="Not on the counter"
          text="Nothing matches all of that. Try fewer words, or look at everything."
          action={
            <Button look="quiet" onClick={() => update(defaultFilter)}>
              Show everything
            </Button>
          }
        />
      )}
    </Container>
  );
}
