import { ArrowLeft } from "lucide-react";
import { Link, useParams } from "react-router";
import { recipeImage } from "@/assets/recipes";
import { Container } from "@/components/ui/Container";
import { recipes } from "@/data/recipes";
import { IngredientList } from "@/features/recipes/IngredientList";
import { MethodSteps } from "@/features/recipes/MethodSteps";
import { RecipeMeta } from "@/features/recipes/RecipeMeta";
import { useDocumentTitle } from "@/hooks/useDocumentTitle";
import { NotFoundPage } from "@/routes/NotFoundPage";
import type { Recipe } from "@/types";

export default function RecipePage() {
  const { slug } = useParams();
  const recipe = recipes.find((item) => item.slug === slug);
  return recipe ? <RecipeDetails key={recipe.slug} recipe={recipe} /> : <NotFoundPage />;
}

function RecipeDetails({ recipe }: { recipe: Recipe }) {
  useDocumentTitle(recipe.title);

  return (
    <Container className="pt-8">
      <Link
        to="/recipes"
        className="inline-flex items-center gap-1.5 text-sm text-ink-soft hover:text-ink"
      >
        <ArrowLeft size={15} aria-hidden />
        Recipes
      </Link>
      <div className="mt-5 grid items-center gap-8 md:grid-cols-2 md:gap-14">
        <img
          src={recipeImage(recipe.slug)}
          alt={`Illustration of ${recipe.title.toLowerCase()}`}
          className="w-full rounded-2xl border border-line"
        />
        <header>
          <RecipeMeta recipe={recipe} />
          <h1 className="mt-3 text-4xl sm:text-6xl">{recipe.title}</h1>
          <p className="mt-4 text-lg/relaxed text-ink-soft">{recipe.summary}</p>
        </header>
      </div>
      <div className="mt-14 grid gap-12 lg:grid-cols-[1fr_1.5fr]">
        <div className="self-start lg:sticky lg:top-24">
          <IngredientList recipe={recipe} />
        </div>
        <div>
          <MethodSteps steps={recipe.steps} />
          <p className="mt-8 border-l-2 border-crust pl-5 font-serif text-xl text-ink-soft italic">
            {recipe.tip}
          </p>
        </div>
      </div>
    </Container>
  );
}
