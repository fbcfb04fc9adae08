import type { Look } from "../app/look.ts";
import type { PageFrame, PagePlace } from "../app/pageHost.ts";
import type { RecipeApp } from "../app/recipeApp.ts";
import { indented, joined, jsxText, quoted } from "./jsx.ts";

export interface PageContent {
  readonly title: string;
  /** A sentence below the title; empty for none. */
  readonly intro: string;
  /** Whole import statements. */
  readonly imports: readonly string[];
  /** Statements of the component, before what it returns. */
  readonly statements: string;
  /** The page's elements, one after the other. */
  readonly body: string;
  /** Declarations before the component, such as what it lists. */
  readonly declarations: string;
}

export interface PageSurroundings {
  readonly place: PagePlace;
  readonly frame: PageFrame;
  readonly look: Look;
  readonly app: RecipeApp;
}

/** A page's module in the frame that its app gives to pages. */
export function pageSource(
  content: PageContent,
  { place, frame, look, app }: PageSurroundings,
): string {
  const { title } = frame;
  const titleImport =
    title === null
      ? []
      : [`import { ${title.hook} } from "${app.importOf(place.path, title.module)}";`];
  const titleCall = title === null ? "" : `${title.hook}(${quoted(content.title)});`;
  const statements = [titleCall, content.statements].filter((part) => part !== "").join("\n");
  const { tag, classes } = frame.element;
  const inside = [headingOf(content, frame, look), content.body].filter((part) => part !== "");
  const returned = `return (
  <${tag} className="${classes}">
${indented(inside.join("\n"), 4)}
  </${tag}>
);`;
  const body = statements === "" ? returned : `${statements}\n\n${returned}`;
  return joined(
    sortedImports([...content.imports, ...titleImport]).join("\n"),
    content.declarations,
    `export function ${place.component}() {\n${indented(body, 2)}\n}`,
  );
}

function headingOf({ title, intro }: PageContent, frame: PageFrame, look: Look): string {
  if (frame.heading === "app") {
    return intro === ""
      ? ""
      : `<p className="max-w-prose text-sm ${look.soft}">${jsxText(intro)}</p>`;
  }
  const lead =
    intro === ""
      ? ""
      : `\n  <p className="mt-4 text-lg/relaxed ${look.soft}">${jsxText(intro)}</p>`;
  return `<header className="max-w-2xl pt-12 pb-10">
  <h1 className="text-4xl font-semibold tracking-tight text-balance">${jsxText(title)}</h1>${lead}
</header>`;
}

/** Packages first, then the app's own modules. */
function sortedImports(imports: readonly string[]): readonly string[] {
  const from = (statement: string): string => /from "([^"]+)"/.exec(statement)?.[1] ?? "";
  const rank = (statement: string): string => `${/^[@.]\/|^\.\./.test(from(statement)) ? 1 : 0}`;
  return [...new Set(imports)].toSorted((a, b) =>
    `${rank(a)}${from(a)}` < `${rank(b)}${from(b)}` ? -1 : 1,
  );
}
