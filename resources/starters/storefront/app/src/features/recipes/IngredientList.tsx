import { Link } from "react-router";
import { Button } from "@/components/ui/Button";
import { formatMoney } from "@/lib/money";
import { useCart } from "@/store/cart";
import { useCatalog } from "@/store/catalog";
import type { Recipe } from "@/types";

/** The shopping list of a recipe; what the shop sells can go into the cart with one click. */
export function IngredientList({ recipe }: { recipe: Recipe }) {
  const products = useCatalog((state) => state.products);
  const add = useCart((state) => state.add);
  const setOpen = useCart((state) => state.setOpen);

  const wanted = recipe.ingredients.flatMap((line) => line.product ?? []);
  const available = products.filter(({ slug, stock }) => wanted.includes(slug) && stock > 0);
  const sum = available.reduce((total, product) => total + product.price, 0);

  function addAll() {
    for (const product of available) add(product.slug, product.stock);
    setOpen(true);
  }

  return (
    <section className="rounded-2xl bg-sand p-6 sm:p-8">
      <h2 className="text-2xl">You need</h2>
      <ul className="mt-4 divide-y divide-line">
        {recipe.ingredients.map((line) => (
          <li key={line.item} className="grid grid-cols-[7rem_1fr] gap-3 py-2.5">
            <span className="text-ink-soft">{line.amount}</span>
            {line.product ? (
              <Link
                to={`/shop/${line.product}`}
                className="underline decoration-line hover:text-sea"
              >
                {line.item}
              </Link>
            ) : (
              <span>{line.item}</span>
            )}
          </li>
        ))}
      </ul>
      <Button onClick={addAll} disabled={available.length === 0} className="mt-6 w-full">
        Add {available.length} from the shop, {formatMoney(sum)}
      </Button>
    </section>
  );
}
