import { lazy } from "react";
import { Route, Routes } from "react-router";
import { Layout } from "@/components/layout/Layout";
import { HomePage } from "@/routes/HomePage";
import { NotFoundPage } from "@/routes/NotFoundPage";
import { ProductPage } from "@/routes/ProductPage";
import { ShopPage } from "@/routes/ShopPage";

// Pages that most visits do not open are loaded when they are needed.
const RecipesPage = lazy(() => import("@/routes/RecipesPage"));
const RecipePage = lazy(() => import("@/routes/RecipePage"));
const VisitPage = lazy(() => import("@/routes/VisitPage"));
const AboutPage = lazy(() => import("@/routes/AboutPage"));
const CheckoutPage = lazy(() => import("@/routes/CheckoutPage"));

export function AppRoutes() {
  return (
    <Routes>
      <Route element={<Layout />}>
        <Route index element={<HomePage />} />
        <Route path="shop" element={<ShopPage />} />
        <Route path="shop/:slug" element={<ProductPage />} />
        <Route path="recipes" element={<RecipesPage />} />
        <Route path="recipes/:slug" element={<RecipePage />} />
        <Route path="visit" element={<VisitPage />} />
        <Route path="about" element={<AboutPage />} />
        <Route path="checkout" element={<CheckoutPage />} />
        <Route path="*" element={<NotFoundPage />} />
      </Route>
    </Routes>
  );
}
