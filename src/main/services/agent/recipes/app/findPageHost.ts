import type { PageHost } from "./pageHost.ts";
import type { RecipeApp } from "./recipeApp.ts";
import type { Look } from "./look.ts";
import { reactRouterHost } from "./reactRouterHost.ts";
import { singlePageHost } from "./singlePageHost.ts";
import { unknownStructure } from "./unknownStructure.ts";
import { viewsHost } from "./viewsHost.ts";

/** @throws `invalid-input` for an app that holds its pages in a way that is not known here. */
export function findPageHost(app: RecipeApp, look: Look): PageHost {
  if (!app.uses("react")) throw unknownStructure("its pages are not made with React.");
  const host = reactRouterHost(app) ?? viewsHost(app) ?? singlePageHost(app, look);
  if (host !== null) return host;
  throw unknownStructure(
    "there is no <Routes> of React Router, no list of views, and no src/main.tsx that shows <App />.",
  );
}
