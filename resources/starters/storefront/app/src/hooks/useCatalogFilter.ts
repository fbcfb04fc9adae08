import { useSearchParams } from "react-router";
import { categories } from "@/data/categories";
import { filterFromParams, paramsFromFilter, type CatalogFilter } from "@/lib/catalog";

const categoryIds = categories.map((category) => category.id);

/** The shop's filter, kept in the address so that a shared link opens filtered. */
export function useCatalogFilter() {
  const [params, setParams] = useSearchParams();
  const filter = filterFromParams(params, categoryIds);

  function update(change: Partial<CatalogFilter>) {
    setParams(paramsFromFilter({ ...filter, ...change }), { replace: true });
  }

  return { filter, update };
}
