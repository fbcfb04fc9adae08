import { z } from "zod";
import { PageName } from "./app/pageName.ts";
import { findWorkerHost } from "./app/workerHost.ts";
import { camel, kebab } from "./app/words.ts";
import {
  answeringRoute,
  askingClient,
  receivingRoute,
  sendingClient,
} from "./content/apiRouteSource.ts";
import type { Recipe } from "./recipe.ts";
import { joinedPlans } from "./recipePlan.ts";

const KINDS = ["Answer with a list", "Receive and answer"] as const;

const Parameters = z.object({ name: PageName, kind: z.enum(KINDS).default(KINDS[0]) });
type Parameters = z.infer<typeof Parameters>;

export const addApiRoute: Recipe<Parameters> = {
  view: {
    id: "add-api-route",
    version: 1,
    title: "Add an API route",
    description: "A route of the app's worker, and the function by which pages call it.",
    parameters: [
      {
        name: "name",
        label: "Name",
        help: "Its address becomes /api/name.",
        kind: "text",
        choices: [],
        initial: "quotes",
      },
      {
        name: "kind",
        label: "What it does",
        help: "A list is asked for with GET; what is received comes with POST.",
        kind: "choice",
        choices: [...KINDS],
        initial: KINDS[0],
      },
    ],
  },
  parameters: Parameters,
  title: ({ name }) => `Add an API route “${name}”`,

  async plan(app, { name, kind }) {
    const worker = findWorkerHost(app);
    const slug = kebab(name);
    const route = {
      slug,
      handler: `${camel(name)}Route`,
      path: app.newPath(`worker/routes/${slug}.ts`),
    };
    const client = app.newPath(`src/lib/${camel(name)}Api.ts`);
    const answers = kind === KINDS[0];
    const newFiles = [
      { path: route.path, text: (answers ? answeringRoute : receivingRoute)(route.handler) },
      { path: client, text: (answers ? askingClient : sendingClient)(name, slug) },
    ];
    return joinedPlans([{ newFiles }, worker.connect({ ...route, secrets: [] })], {
      intro: `Found ${worker.description}. The route becomes ${route.path}.`,
      outro: answers
        ? `The route answers at /api/${slug}; pages call it by ${client}.`
        : `The route takes JSON at /api/${slug}; pages call it by ${client}.`,
    });
  },
};
