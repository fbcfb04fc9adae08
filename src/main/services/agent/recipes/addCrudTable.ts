import { z } from "zod";
import { FilePath } from "../../../../common/apps/filePath.ts";
import { type RecipeField, RecipeFields } from "../../../../common/contracts/recipeFields.ts";
import { findPageHost } from "./app/findPageHost.ts";
import { lookOf } from "./app/look.ts";
import { PageName } from "./app/pageName.ts";
import type { RecipeApp } from "./app/recipeApp.ts";
import { kebab } from "./app/words.ts";
import { listSource } from "./content/crudListSource.ts";
import { dataSource, formSource } from "./content/crudSource.ts";
import { type Entity, entityOf } from "./content/entity.ts";
import { LOCAL_COLLECTION_PATH, LOCAL_COLLECTION_SOURCE } from "./content/localCollection.ts";
import { pageSource } from "./content/pageSource.ts";
import { supabaseTableCall } from "./content/supabaseTable.ts";
import type { Recipe } from "./recipe.ts";
import { joinedPlans, type NewFile } from "./recipePlan.ts";

const Parameters = z.object({
  name: PageName,
  fields: RecipeFields,
  migration: z.boolean().default(true),
});
type Parameters = z.infer<typeof Parameters>;

const FIELDS: readonly RecipeField[] = [
  { name: "name", type: "text", required: true },
  { name: "email", type: "email", required: false },
  { name: "since", type: "date", required: false },
  { name: "active", type: "boolean", required: false },
];

export const addCrudTable: Recipe<Parameters> = {
  view: {
    id: "add-crud-table",
    version: 1,
    title: "Add a table with a page",
    description:
      "A list that can be searched, added to, changed and deleted from. Entries are kept in the browser; a migration for Supabase is written beside it.",
    parameters: [
      {
        name: "name",
        label: "What it holds",
        help: "Such as Customers or Tasks.",
        kind: "text",
        choices: [],
        initial: "Customers",
      },
      {
        name: "fields",
        label: "Fields",
        help: "The first four that are not long texts are columns; all of them are in the form.",
        kind: "fields",
        choices: ["text", "long-text", "number", "email", "date", "boolean"],
        initial: FIELDS.map((field) => ({ ...field })),
      },
      {
        name: "migration",
        label: "Write a migration for Supabase",
        help: "A file with the table and its row level security. Nothing is run.",
        kind: "boolean",
        choices: [],
        initial: true,
      },
    ],
  },
  parameters: Parameters,
  title: ({ name }) => `Add a table “${name}”`,

  async plan(app, { name, fields, migration }) {
    const look = lookOf(app);
    const host = findPageHost(app, look);
    const entity = entityOf(name, fields);
    const place = host.place(entity.title);
    const connected = host.connect({ place, label: entity.title, icon: "Table2" });
    const files = sourcesOf(app, entity, look);
    const content = {
      title: entity.title,
      intro: "",
      imports: [
        `import { ${entity.type}List } from "${app.importOf(place.path, files.list.path)}";`,
      ],
      statements: "",
      declarations: "",
      body: `<${entity.type}List />`,
    };
    const page = {
      path: place.path,
      text: pageSource(content, { place, frame: host.frame, look, app }),
    };
    return joinedPlans(
      [
        { newFiles: [...files.all, page] },
        connected,
        { calls: migration ? [supabaseTableCall(entity)] : [] },
      ],
      {
        intro: `Found ${host.description}. ${entity.title} get a page and are kept in the browser.`,
        outro: [
          `The list is at ${connected.address}. Its entries are kept in this browser only, by ${LOCAL_COLLECTION_PATH}.`,
          ...(migration
            ? ["The migration was written and not run: the page does not use the database yet."]
            : []),
          ...connected.notes,
        ].join(" "),
      },
    );
  },
};

function sourcesOf(
  app: RecipeApp,
  entity: Entity,
  look: ReturnType<typeof lookOf>,
): { readonly all: readonly NewFile[]; readonly list: NewFile } {
  const folder = `src/features/${kebab(entity.list)}`;
  const data = app.newPath(`${folder}/${entity.list}.ts`);
  const form = app.newPath(`${folder}/${entity.type}Form.tsx`);
  const list = app.newPath(`${folder}/${entity.type}List.tsx`);
  const collection = FilePath.parse(LOCAL_COLLECTION_PATH);
  const isThere = app.text(collection) === LOCAL_COLLECTION_SOURCE;
  const listFile = {
    path: list,
    text: listSource(entity, look, {
      data: app.importOf(list, data),
      form: app.importOf(list, form),
    }),
  };
  const all = [
    ...(isThere ? [] : [{ path: app.newPath(collection), text: LOCAL_COLLECTION_SOURCE }]),
    { path: data, text: dataSource(entity, app.importOf(data, collection)) },
    { path: form, text: formSource(entity, look, app.importOf(form, data)) },
    listFile,
  ];
  return { all, list: listFile };
}
