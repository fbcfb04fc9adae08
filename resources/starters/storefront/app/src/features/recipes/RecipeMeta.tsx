import { Clock, Users } from "lucide-react";
import type { Recipe } from "@/types";

export function RecipeMeta({ recipe }: { recipe: Recipe }) {
  return (
    <p className="flex gap-4 text-sm text-crust">
      <span className="flex items-center gap-1.5">
        <Clock size={15} aria-hidden />
        {recipe.minutes} minutes
      </span>
      <span className="flex items-center gap-1.5">
        <Users size={15} aria-hidden />
        for {recipe.serves}
      </span>
    </p>
  );
}
