const files = import.meta.glob<string>("./*.svg", { eager: true, import: "default" });

/** Address of a product's picture: `mackerel` gives `mackerel.svg` in this folder. */
export function productImage(slug: string) {
  return files[`./${slug}.svg`];
}
