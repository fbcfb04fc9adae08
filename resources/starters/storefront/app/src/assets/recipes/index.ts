const files = import.meta.glob<string>("./*.svg", { eager: true, import: "default" });

/** Address of a recipe's picture, named like its slug. */
export function recipeImage(slug: string) {
  return files[`./${slug}.svg`];
}
