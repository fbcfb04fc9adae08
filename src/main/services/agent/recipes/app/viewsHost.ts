import { problem } from "../../../../../common/contracts/problem.ts";
import { objectKey, quoted } from "../content/jsx.ts";
import type { ConnectedPage, PageEntry, PageHost, PagePlace } from "./pageHost.ts";
import type { AppText, RecipeApp } from "./recipeApp.ts";
import { EditedText } from "./textEdits.ts";
import { unknownStructure } from "./unknownStructure.ts";
import { kebab, pascal } from "./words.ts";

const IDS_TYPE = /export type ViewId = ([^;]+);/;
const IDS = /(: ViewId\[\] = \[)([^\]{}]*)(\])/;
const REGISTRY = /(const views = \{\n)([\s\S]*?Component:[\s\S]*?)(\n\};)/;
const LINKS = /(: \{ id: ViewId;[^=]*\}\[\] = \[\n)([\s\S]*?)(\n\];)/;
const ICONS = /import \{ ([^}]+?),? \} from "lucide-react";/;

interface ViewFiles {
  readonly type: AppText;
  readonly ids: AppText;
  readonly registry: AppText;
  readonly links: AppText;
}

/** An app with a list of views, chosen by the `#` of the address; null for another one. */
export function viewsHost(app: RecipeApp): PageHost | null {
  const [type] = app.find(IDS_TYPE);
  if (type === undefined) return null;
  const files: ViewFiles = {
    type,
    ids: only(app, IDS, "the list of view ids"),
    registry: only(app, REGISTRY, "the views' components"),
    links: only(app, LINKS, "the links of the sidebar"),
  };
  return {
    description: `a list of views, in ${files.registry.path}`,
    place: (name) => placeOf(app, type, name),
    connect: (page) => connect(app, files, page),
    frame: { element: { tag: "div", classes: "grid gap-5" }, heading: "app", title: null },
  };
}

function only(app: RecipeApp, pattern: RegExp, what: string): AppText {
  const found = app.find(pattern);
  const [file] = found;
  if (file !== undefined && found.length === 1) return file;
  throw unknownStructure(`it has a ViewId, but ${what} cannot be told.`);
}

function placeOf(app: RecipeApp, type: AppText, name: string): PagePlace {
  const slug = kebab(name);
  if (IDS_TYPE.exec(type.text)?.[1]?.includes(`"${slug}"`) === true) {
    throw problem("already-exists", `There is a view ${slug} already.`, {
      next: "Choose another name.",
    });
  }
  const component = `${pascal(name)}View`;
  return { path: app.newPath(`src/views/${component}.tsx`), component, slug };
}

function connect(app: RecipeApp, files: ViewFiles, page: PageEntry): ConnectedPage {
  const { place, label, icon } = page;
  const { slug, component } = place;
  const type = new EditedText(files.type).replace(
    IDS_TYPE,
    "the type of the views",
    ([, ids]) => `export type ViewId = ${ids} | "${slug}";`,
  );
  const ids = new EditedText(files.ids).replace(
    IDS,
    "the list of view ids",
    ([, open, held = "", close]) => `${open}${held.replace(/,\s*$/, "")}, "${slug}"${close}`,
  );
  const entry = `  ${objectKey(slug)}: { title: ${quoted(label)}, Component: ${component} },`;
  const registry = new EditedText(files.registry)
    .addImport(`import { ${component} } from "${app.importOf(files.registry.path, place.path)}";`)
    .replace(REGISTRY, "the views' components", ([, open, held, close]) =>
      [open, held, "\n", entry, close].join(""),
    );
  const link = `  { id: "${slug}", label: ${quoted(label)}, Icon: ${icon} },`;
  const links = new EditedText(files.links)
    .replace(ICONS, "the import of icons", ([, names = ""]) => iconImport(names, icon))
    .replace(LINKS, "the links of the sidebar", ([, open, held, close]) =>
      [open, held, "\n", link, close].join(""),
    );
  return {
    newFiles: [],
    edits: [type, ids, registry, links].map((edited) => edited.done()),
    address: `#/${slug}`,
    notes: [],
  };
}

function iconImport(names: string, icon: string): string {
  const all = new Set([...names.split(",").map((name) => name.trim()), icon]);
  const sorted = [...all].toSorted((a, b) => (a < b ? -1 : 1));
  return `import { ${sorted.join(", ")} } from "lucide-react";`;
}
