import { create } from "zustand";
import { createJSONStorage, persist } from "zustand/middleware";
import { maxPerLine } from "@/lib/checkout";
import { safeStorage } from "@/lib/storage";
import type { CartLine } from "@/types";

interface CartState {
  lines: CartLine[];
  isOpen: boolean;
  /** Puts `quantity` more of a product in the cart, up to what is in stock. */
  add: (slug: string, stock: number, quantity?: number) => void;
  /** Sets the quantity of a line; 0 removes it. */
  setQuantity: (slug: string, quantity: number) => void;
  clear: () => void;
  setOpen: (isOpen: boolean) => void;
}

function withQuantity(lines: CartLine[], slug: string, quantity: number) {
  if (quantity <= 0) return lines.filter((line) => line.slug !== slug);
  const line = { slug, quantity: Math.min(quantity, maxPerLine) };
  const exists = lines.some((other) => other.slug === slug);
  return exists ? lines.map((other) => (other.slug === slug ? line : other)) : [...lines, line];
}

export const useCart = create<CartState>()(
  persist(
    (set) => ({
      lines: [],
      isOpen: false,
      add: (slug, stock, quantity = 1) =>
        set(({ lines }) => {
          const current = lines.find((line) => line.slug === slug)?.quantity ?? 0;
          return { lines: withQuantity(lines, slug, Math.min(stock, current + quantity)) };
        }),
      setQuantity: (slug, quantity) =>
        set(({ lines }) => ({ lines: withQuantity(lines, slug, quantity) })),
      clear: () => set({ lines: [] }),
      setOpen: (isOpen) => set({ isOpen }),
    }),
    {
      name: "harbor-cart",
      storage: createJSONStorage(() => safeStorage),
      partialize: ({ lines }) => ({ lines }),
    },
  ),
);

export function useQuantity(slug: string) {
  return useCart((state) => state.lines.find((line) => line.slug === slug)?.quantity ?? 0);
}
