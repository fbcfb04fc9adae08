import { Container } from "@/components/ui/Container";
import { SectionHeading } from "@/components/ui/SectionHeading";
import { featuredSlugs } from "@/data/products";
import { recipes } from "@/data/recipes";
import { ProductGrid } from "@/features/catalog/ProductGrid";
import { CategoryTiles } from "@/features/home/CategoryTiles";
import { Hero } from "@/features/home/Hero";
import { Promises } from "@/features/home/Promises";
import { RecipeCard } from "@/features/recipes/RecipeCard";
import { useDocumentTitle } from "@/hooks/useDocumentTitle";
import { useCatalog } from "@/store/catalog";

export function HomePage() {
  useDocumentTitle();
  const products = useCatalog((state) => state.products);
  const featured = featuredSlugs.flatMap(
    (slug) => products.find((product) => product.slug === slug) ?? [],
  );
  const [recipe] = recipes;

  return (
    <>
      <Hero />
      <Container className="mt-16 grid gap-20 sm:mt-20">
        <section>
          <SectionHeading
            title="On the counter today"
            text="What the boats and the oven brought in."
            link={{ to: "/shop", label: "The whole shop" }}
          />
          <ProductGrid products={featured} />
        </section>
        <Promises />
        <section>
          <SectionHeading title="Find your way" />
          <CategoryTiles />
        </section>
        {recipe && (
          <section>
            <SectionHeading
              title="Tonight, perhaps"
              link={{ to: "/recipes", label: "More recipes" }}
            />
            <RecipeCard recipe={recipe} wide />
          </section>
        )}
      </Container>
    </>
  );
}
