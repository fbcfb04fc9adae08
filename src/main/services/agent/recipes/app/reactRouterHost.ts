import { FilePath } from "../../../../../common/apps/filePath.ts";
import { problem } from "../../../../../common/contracts/problem.ts";
import type { FileEdit } from "../recipePlan.ts";
import { quoted } from "../content/jsx.ts";
import type { ConnectedPage, PageEntry, PageFrame, PageHost, PagePlace } from "./pageHost.ts";
import type { AppText, RecipeApp } from "./recipeApp.ts";
import { EditedText } from "./textEdits.ts";
import { unknownStructure } from "./unknownStructure.ts";
import { kebab, pascal } from "./words.ts";

const ROUTES = /<Routes>[\s\S]*<Route\b/;
/** A list of links as menus are made from: `{ to: "/shop", label: "Shop" }`. */
const LINKS =
  /(export const \w+(?:: [^=]+)? = \[\n)((?:\s*\{ to: "[^"]*", label: "[^"]*" \},?\n)+)(\s*\];)/;

/** An app whose pages are `<Route>`s; null for another one. */
export function reactRouterHost(app: RecipeApp): PageHost | null {
  if (!app.uses("react-router") && !app.uses("react-router-dom")) return null;
  const routes = app.find(ROUTES);
  const [file] = routes;
  if (file === undefined || routes.length > 1) {
    throw unknownStructure(
      file === undefined
        ? "it uses React Router without a <Routes> element."
        : `it has several <Routes>: ${routes.map(({ path }) => path).join(", ")}.`,
    );
  }
  return {
    description: `React Router, in ${file.path}`,
    place: (name) => placeOf(app, file, name),
    connect: (page) => connect(app, file, page),
    frame: frameOf(app),
  };
}

function placeOf(app: RecipeApp, routes: AppText, name: string): PagePlace {
  const slug = kebab(name);
  if (new RegExp(`path="/?${slug}"`).test(routes.text)) {
    throw problem("already-exists", `There is a page at /${slug} already.`, {
      next: "Choose another name.",
    });
  }
  const component = `${pascal(name)}Page`;
  const folder = pagesFolder(app, routes);
  return { path: app.newPath(`${folder}/${component}.tsx`), component, slug };
}

/** Where the pages are that the routes show: beside the routes, or in `src/pages`. */
function pagesFolder(app: RecipeApp, routes: AppText): string {
  const beside = routes.path.slice(0, routes.path.lastIndexOf("/"));
  const known = ["src/pages", "src/routes", "src/views"].find((folder) =>
    app.find(/./).some(({ path }) => path.startsWith(`${folder}/`)),
  );
  return known ?? (beside === "src" ? "src/pages" : beside);
}

function connect(app: RecipeApp, routes: AppText, { place, label }: PageEntry): ConnectedPage {
  const edited = new EditedText(routes)
    .addImport(`import { ${place.component} } from "${app.importOf(routes.path, place.path)}";`)
    .replace(lastPlace(routes.text), "the place for a route", ([found]) => {
      const margin = /^\s*/.exec(found)?.[0] ?? "";
      const inside = found.includes("</") ? `${margin}  ` : margin;
      return `${inside}<Route path="${place.slug}" element={<${place.component} />} />\n${found}`;
    });
  const link = linkEdit(app, place, label);
  const notes =
    link === null ? [`No list of links was found, so no menu leads to /${place.slug} yet.`] : [];
  return {
    newFiles: [],
    edits: [edited.done(), ...(link === null ? [] : [link])],
    address: `/${place.slug}`,
    notes,
  };
}

/** Before the route for what is not found, else at the end. */
function lastPlace(text: string): RegExp {
  const notFound = /^[ \t]*<Route path="\*"/m;
  return notFound.test(text) ? notFound : /^[ \t]*<\/Routes>/m;
}

function linkEdit(app: RecipeApp, place: PagePlace, label: string): FileEdit | null {
  const lists = app.find(LINKS);
  const [file] = lists;
  if (file === undefined || lists.length > 1) return null;
  const entry = `  { to: "/${place.slug}", label: ${quoted(label)} },\n`;
  return new EditedText(file)
    .replace(LINKS, "the list of links", ([, open, links = "", close]) => {
      const held = links.replace(/\},?\n$/, "},\n");
      return `${open}${held}${entry}${close}`;
    })
    .done();
}

function frameOf(app: RecipeApp): PageFrame {
  const [hook] = app.find(/export function useDocumentTitle\(/);
  return {
    element: { tag: "div", classes: "mx-auto w-full max-w-6xl px-5 pb-16 sm:px-8" },
    heading: "page",
    title:
      hook === undefined ? null : { module: FilePath.parse(hook.path), hook: "useDocumentTitle" },
  };
}
