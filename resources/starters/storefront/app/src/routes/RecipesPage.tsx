import { Container } from "@/components/ui/Container";
import { PageIntro } from "@/components/ui/PageIntro";
import { recipes } from "@/data/recipes";
import { RecipeCard } from "@/features/recipes/RecipeCard";
import { useDocumentTitle } from "@/hooks/useDocumentTitle";

export default function RecipesPage() {
  useDocumentTitle("Recipes");
  const [first, ...others] = recipes;

  return (
    <Container>
      <PageIntro
        kicker="Recipes"
        title="Half an hour, one pan"
        text="What we cook ourselves after closing. Few ingredients, most of them from the counter."
      />
      <div className="grid gap-6">
        {first && <RecipeCard recipe={first} wide />}
        <div className="grid gap-6 sm:grid-cols-2 lg:grid-cols-3">
          {others.map((recipe) => (
            <RecipeCard key={recipe.slug} recipe={recipe} />
          ))}
        </div>
      </div>
    </Container>
  );
}
