export type CategoryId = "fish" | "shellfish" | "greens" | "bakery" | "pantry";

export interface Category {
  id: CategoryId;
  name: string;
  note: string;
}

export interface Product {
  slug: string;
  name: string;
  category: CategoryId;
  /** Price in euro cents. */
  price: number;
  unit: string;
  summary: string;
  description: string;
  origin: string;
  keeps: string;
  allergens: string[];
  stock: number;
  isNew?: boolean;
  /** Slugs of products that go well with this one. */
  pairsWith: string[];
}

export interface Recipe {
  slug: string;
  title: string;
  summary: string;
  minutes: number;
  serves: number;
  ingredients: { amount: string; item: string; product?: string }[];
  steps: string[];
  tip: string;
}

export interface Supplier {
  name: string;
  role: string;
  place: string;
  quote: string;
}

export interface CartLine {
  slug: string;
  quantity: number;
}

export interface OrderDraft {
  name: string;
  email: string;
  phone: string;
  /** Pickup day, YYYY-MM-DD. */
  day: string;
  slot: string;
  note: string;
  lines: CartLine[];
}

export interface Order extends OrderDraft {
  id: string;
  /** Total in euro cents. */
  total: number;
  /** Whether the shop's server has the order, or only this browser. */
  received: boolean;
}
