import type { Category } from "../types";

export const categories: Category[] = [
  { id: "fish", name: "Fish", note: "Landed before dawn" },
  { id: "shellfish", name: "Shellfish", note: "Rope-grown and potted" },
  { id: "greens", name: "Sea greens", note: "Cut at low tide" },
  { id: "bakery", name: "Bakery", note: "Out of the oven at six" },
  { id: "pantry", name: "Pantry", note: "For the shelf" },
];
