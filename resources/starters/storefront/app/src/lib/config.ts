/** Settings from `.env`, read in one place so that the rest of the app has plain values. */
export const config = {
  shopName: import.meta.env.VITE_SHOP_NAME || "Harbor Market",
  email: import.meta.env.VITE_SHOP_EMAIL || "hello@harbor-market.example",
  phone: import.meta.env.VITE_SHOP_PHONE || "",
  apiBase: import.meta.env.VITE_API_BASE || "/api",
  cutoffHour: Number(import.meta.env.VITE_ORDER_CUTOFF_HOUR) || 8,
};
