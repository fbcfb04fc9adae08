import { expect, test } from "vitest";
import { isPlainPath, pageOfFile } from "./routes.ts";

test("files that are pages by their place have a path", () => {
  expect(
    [
      "index.html",
      "docs/index.html",
      "about.html",
      "src/app/cart/page.tsx",
      "app/(shop)/sale/page.tsx",
      "app/orders/[id]/page.tsx",
      "src/components/Card.tsx",
    ].map(pageOfFile),
  ).toEqual(["/", "/docs/", "/about.html", "/cart", "/sale", null, null]);
});

test("a path with parameters is nowhere to go", () => {
  expect(["/shop", "/shop/:id", "/files/*", "shop"].map(isPlainPath)).toEqual([
    true,
    false,
    false,
    false,
  ]);
});
