import { Link } from "react-router";
import { recipeImage } from "@/assets/recipes";
import { RecipeMeta } from "@/features/recipes/RecipeMeta";
import type { Recipe } from "@/types";

interface Props {
  recipe: Recipe;
  /** A wide card with the picture beside the text. */
  wide?: boolean;
}

export function RecipeCard({ recipe, wide = false }: Props) {
  return (
    <article
      className={`group relative overflow-hidden rounded-2xl border border-line bg-card ${wide ? "md:grid md:grid-cols-2" : ""}`}
    >
      <div className={`aspect-4/3 overflow-hidden ${wide ? "md:h-full" : ""}`}>
        <img
          src={recipeImage(recipe.slug)}
          alt=""
          loading="lazy"
          className="size-full object-cover transition duration-500 group-hover:scale-[1.02]"
        />
      </div>
      <div className={wide ? "flex flex-col justify-center p-6 md:p-10" : "p-5 sm:p-6"}>
        <RecipeMeta recipe={recipe} />
        <h3 className={`mt-2 ${wide ? "text-3xl sm:text-4xl" : "text-2xl"}`}>
          <Link to={`/recipes/${recipe.slug}`} className="after:absolute after:inset-0">
            {recipe.title}
          </Link>
        </h3>
        <p className="mt-2 text-ink-soft">{recipe.summary}</p>
      </div>
    </article>
  );
}
