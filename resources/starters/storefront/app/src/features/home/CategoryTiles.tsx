import { Link } from "react-router";
import { productImage } from "@/assets/products";
import { categories } from "@/data/categories";
import type { CategoryId } from "@/types";

const pictures: Record<CategoryId, string> = {
  fish: "plaice",
  shellfish: "brown-crab",
  greens: "dulse",
  bakery: "oat-loaf",
  pantry: "sea-salt",
};

export function CategoryTiles() {
  return (
    <ul className="grid grid-cols-2 gap-4 sm:grid-cols-3 lg:grid-cols-5">
      {categories.map((category) => (
        <li key={category.id} className="last:col-span-2 sm:last:col-span-1">
          <Link to={`/shop?category=${category.id}`} className="group block">
            <img
              src={productImage(pictures[category.id])}
              alt=""
              loading="lazy"
              className="aspect-square w-full rounded-2xl object-cover transition duration-500 group-hover:brightness-105 max-sm:group-last:aspect-2/1"
            />
            <span className="mt-3 block font-serif text-xl group-hover:text-sea">
              {category.name}
            </span>
            <span className="text-sm text-ink-soft">{category.note}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
