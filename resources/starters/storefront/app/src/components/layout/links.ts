export const mainLinks = [
  { to: "/shop", label: "Shop" },
  { to: "/recipes", label: "Recipes" },
  { to: "/visit", label: "Visit" },
  { to: "/about", label: "About" },
];
