import { useEffect } from "react";
import { BrowserRouter } from "react-router";
import { ThemeProvider } from "@/context/ThemeProvider";
import { AppRoutes } from "@/routes/AppRoutes";
import { useCatalog } from "@/store/catalog";

export function App() {
  const load = useCatalog((state) => state.load);

  useEffect(() => {
    void load();
  }, [load]);

  return (
    <ThemeProvider>
      {/* The search box lives in the address: it must follow each keystroke, not a transition. */}
      <BrowserRouter basename={import.meta.env.BASE_URL} useTransitions={false}>
        <AppRoutes />
      </BrowserRouter>
    </ThemeProvider>
  );
}
