import { FilePath } from "../../../../../common/apps/filePath.ts";
import { problem } from "../../../../../common/contracts/problem.ts";
import type { FileEdit, NewFile } from "../recipePlan.ts";
import type { AppText, RecipeApp } from "./recipeApp.ts";
import { EditedText } from "./textEdits.ts";
import { unknownStructure } from "./unknownStructure.ts";

const INDEX = FilePath.parse("worker/index.ts");
const ENV = FilePath.parse("worker/env.ts");
const TABLE = /(const routes: Record<string, Route> = \{\n)([\s\S]*?)(\};)/;
const ADDRESS = /^([ \t]*)const (\w+) = new URL\((\w+)\.url\);\n/m;
const FETCH = /export default \{[\s\S]*?\bfetch\((\w+): Request, (\w+): (?:Env|\w+)/;
const ENV_TYPE = /^(export )?interface Env \{\n/m;

export interface WorkerRoute {
  /** Below `/api/`. */
  readonly slug: string;
  /** Exported by `path` under this name: `(request) => Promise<Response>`, with `env` second when it has secrets. */
  readonly handler: string;
  readonly path: FilePath;
  /** What `Env` gains, by name, with a sentence that says what it is. */
  readonly secrets: readonly { readonly name: string; readonly about: string }[];
}

export interface WorkerHost {
  readonly description: string;
  /** The module that exports `Env`. */
  readonly env: FilePath;
  connect(route: WorkerRoute): {
    readonly newFiles: readonly NewFile[];
    readonly edits: readonly FileEdit[];
  };
}

/** @throws `invalid-input` for a worker that is built in a way that is not known here. */
export function findWorkerHost(app: RecipeApp): WorkerHost {
  const index = app.text(INDEX);
  if (index === null) return newWorker(app);
  const [env] = app.find(ENV_TYPE).filter(({ path }) => path.startsWith("worker/"));
  if (env === undefined)
    throw unknownStructure(`${INDEX} is there, but no interface Env beside it.`);
  const file = { path: INDEX, text: index };
  const inTable = TABLE.test(index);
  if (!inTable && !(FETCH.test(index) && ADDRESS.test(index))) {
    throw unknownStructure(`where ${INDEX} decides on an address cannot be told.`);
  }
  return {
    description: `the app's worker, ${INDEX}`,
    env: env.path,
    connect: (route) => ({
      newFiles: [],
      edits: [
        inTable ? addToTable(file, route) : addToFetch(file, route),
        ...envEdit(env, route.secrets),
      ],
    }),
  };
}

function addToTable(index: AppText, route: WorkerRoute): FileEdit {
  refuseTaken(index, route);
  return new EditedText(index)
    .addImport(importOf(route))
    .replace(TABLE, "the table of routes", ([, open, held, close]) =>
      [open, held, entryOf(route), "\n", close].join(""),
    )
    .done();
}

function addToFetch(index: AppText, route: WorkerRoute): FileEdit {
  refuseTaken(index, route);
  const [, request = "request", env = "env"] = FETCH.exec(index.text) ?? [];
  const given = route.secrets.length === 0 ? request : `${request}, ${env}`;
  return new EditedText(index)
    .addImport(importOf(route))
    .replace(ADDRESS, "the address of the request", ([line, margin = "", url]) =>
      [
        line,
        `${margin}if (${url}.pathname === "/api/${route.slug}") return ${route.handler}(${given});\n`,
      ].join(""),
    )
    .done();
}

function envEdit(env: AppText, secrets: WorkerRoute["secrets"]): readonly FileEdit[] {
  const missing = secrets.filter(({ name }) => !env.text.includes(`${name}?:`));
  if (missing.length === 0) return [];
  const lines = missing.map(secretLines).join("");
  return [
    new EditedText(env).replace(ENV_TYPE, "interface Env", ([open]) => `${open}${lines}`).done(),
  ];
}

function newWorker(app: RecipeApp): WorkerHost {
  return {
    description: "no worker yet",
    env: ENV,
    connect: (route) => ({
      newFiles: [
        { path: app.newPath(ENV), text: envSource(route.secrets) },
        { path: app.newPath(INDEX), text: indexSource(route) },
      ],
      edits: typeCheckedToo(app),
    }),
  };
}

/** TypeScript is told of the new folder where the app lists its folders. */
function typeCheckedToo(app: RecipeApp): readonly FileEdit[] {
  const path = FilePath.parse("tsconfig.json");
  const text = app.text(path);
  const include = /"include": \["src"/;
  if (text === null || !include.test(text) || text.includes('"worker"')) return [];
  return [
    new EditedText({ path, text })
      .replace(include, "the list of folders", ([list]) => `${list}, "worker"`)
      .done(),
  ];
}

function refuseTaken(index: AppText, { slug }: WorkerRoute): void {
  if (!index.text.includes(`"/api/${slug}"`)) return;
  throw problem("already-exists", `There is a route /api/${slug} already.`, {
    next: "Choose another name.",
  });
}

function importOf({ handler, path }: WorkerRoute): string {
  return `import { ${handler} } from "./${path.replace(/^worker\//, "").replace(/\.ts$/, "")}";`;
}

function entryOf({ slug, handler }: WorkerRoute): string {
  return `  "/api/${slug}": ${handler},`;
}

function secretLines({ name, about }: WorkerRoute["secrets"][number]): string {
  return `  /** ${about} */\n  ${name}?: string;\n`;
}

function envSource(secrets: WorkerRoute["secrets"]): string {
  return `/** What the worker is given: secrets by their names, and bindings. Never a value in code. */
export interface Env {
${secrets.map(secretLines).join("")}  [name: string]: unknown;
}
`;
}

function indexSource(route: WorkerRoute): string {
  return `import type { Env } from "./env";
${importOf(route)}

type Route = (request: Request, env: Env) => Promise<Response>;

const routes: Record<string, Route> = {
${entryOf(route)}
};

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const route = routes[new URL(request.url).pathname];
    return route ? route(request, env) : Response.json({ error: "No such route." }, { status: 404 });
  },
};
`;
}
