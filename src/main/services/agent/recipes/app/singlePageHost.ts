import { FilePath } from "../../../../../common/apps/filePath.ts";
import { problem } from "../../../../../common/contracts/problem.ts";
import { quoted } from "../content/jsx.ts";
import { pageAddressSource, siteSource } from "../content/siteSource.ts";
import type { Look } from "./look.ts";
import type { ConnectedPage, PageEntry, PageHost, PagePlace } from "./pageHost.ts";
import type { AppText, RecipeApp } from "./recipeApp.ts";
import { EditedText } from "./textEdits.ts";
import { kebab, pascal } from "./words.ts";

const MAIN = "src/main.tsx";
const PAGES = FilePath.parse("src/site/pages.ts");
const SITE = FilePath.parse("src/site/Site.tsx");
const ADDRESS = FilePath.parse("src/site/usePage.ts");
const APP_IMPORT = /import (\{ App \}|App) from "([^"]+)";/;
const APP_ELEMENT = /<App \/>/;
const LIST = /(export const pages: SitePage\[\] = \[)([\s\S]*?)(\n?\];)/;

/**
 * An app of one page. It gets a menu and a list of pages, and its page becomes the first of them;
 * the next page is an entry in that list. Null for an app that is not built like this.
 */
export function singlePageHost(app: RecipeApp, look: Look): PageHost | null {
  const list = app.text(PAGES);
  const main = app.text(MAIN);
  const isSite = list !== null && LIST.test(list);
  const isSingle =
    main !== null && APP_IMPORT.test(main) && APP_ELEMENT.test(main) && app.has("src/App.tsx");
  if (!isSite && !isSingle) return null;
  return {
    description: isSite ? `the list of pages in ${PAGES}` : `one page, shown by ${MAIN}`,
    place: (name) => placeOf(app, list ?? "", name),
    connect: (page) =>
      list !== null && isSite
        ? addToList(app, { path: PAGES, text: list }, page)
        : makeSite(app, { path: FilePath.parse(MAIN), text: main ?? "" }, page, look),
    frame: {
      element: { tag: "main", classes: "mx-auto w-full max-w-5xl px-5 pb-16" },
      heading: "page",
      title: null,
    },
  };
}

function placeOf(app: RecipeApp, list: string, name: string): PagePlace {
  const slug = kebab(name);
  if (list.includes(`id: "${slug}"`)) {
    throw problem("already-exists", `There is a page #/${slug} already.`, {
      next: "Choose another name.",
    });
  }
  const component = `${pascal(name)}Page`;
  return { path: app.newPath(`src/pages/${component}.tsx`), component, slug };
}

function addToList(app: RecipeApp, list: AppText, page: PageEntry): ConnectedPage {
  const edited = new EditedText(list)
    .addImport(importOf(app, page))
    .replace(LIST, "the list of pages", ([, open, held = ""]) => {
      const before = held.replace(/,?\s*$/, held.trim() === "" ? "" : ",");
      return `${open}${before}\n${entryOf(page)}\n];`;
    });
  return { newFiles: [], edits: [edited.done()], address: addressOf(page), notes: [] };
}

function makeSite(app: RecipeApp, main: AppText, page: PageEntry, look: Look): ConnectedPage {
  const isDefault = APP_IMPORT.exec(main.text)?.[1] === "App";
  const appImport = `import ${isDefault ? "App" : "{ App }"} from "${app.importOf(SITE, "src/App.tsx")}";`;
  const siteImport = `import { Site } from "${app.importOf(main.path, SITE)}";`;
  const edited = new EditedText(main)
    .replace(APP_IMPORT, "the import of App", () => siteImport)
    .replace(APP_ELEMENT, "<App />", () => "<Site />");
  const list = `import type { ComponentType } from "react";
${importOf(app, page)}

export interface SitePage {
  /** As in the address: \`#/${page.place.slug}\`. */
  id: string;
  label: string;
  Component: ComponentType;
}

/** The pages after the first one, in the order of the menu. */
export const pages: SitePage[] = [
${entryOf(page)}
];
`;
  return {
    newFiles: [
      { path: app.newPath(PAGES), text: list },
      { path: app.newPath(ADDRESS), text: pageAddressSource(app.importOf(ADDRESS, PAGES)) },
      {
        path: app.newPath(SITE),
        text: siteSource(look, {
          appImport,
          pages: app.importOf(SITE, PAGES),
          address: app.importOf(SITE, ADDRESS),
        }),
      },
    ],
    edits: [edited.done()],
    address: addressOf(page),
    notes: [],
  };
}

function importOf(app: RecipeApp, { place }: PageEntry): string {
  return `import { ${place.component} } from "${app.importOf(PAGES, place.path)}";`;
}

function entryOf({ place, label }: PageEntry): string {
  return `  { id: "${place.slug}", label: ${quoted(label)}, Component: ${place.component} },`;
}

function addressOf({ place }: PageEntry): string {
  return `#/${place.slug}`;
}
