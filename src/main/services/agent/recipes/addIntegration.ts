import { z } from "zod";
import { findPageHost } from "./app/findPageHost.ts";
import { lookOf } from "./app/look.ts";
import { findWorkerHost } from "./app/workerHost.ts";
import { INTEGRATIONS } from "./content/integrationSource.ts";
import { pageSource } from "./content/pageSource.ts";
import type { Recipe } from "./recipe.ts";
import { joinedPlans } from "./recipePlan.ts";

const SERVICES = ["Resend", "Stripe"] as const;
const Parameters = z.object({ service: z.enum(SERVICES) });
type Parameters = z.infer<typeof Parameters>;

const TITLES = { Resend: "Connect mail by Resend", Stripe: "Connect payments by Stripe" } as const;

/** A page, the API route behind it, and the names of the secrets that the route needs. */
export const addIntegration: Recipe<Parameters> = {
  view: {
    id: "add-integration",
    version: 1,
    title: "Connect a service",
    description:
      "A contact form that sends mail by Resend, or a page that leads to a payment by Stripe. Keys are read by name in the app's worker and never reach a page.",
    parameters: [
      {
        name: "service",
        label: "Service",
        help: "You need an account there before it works; until then the page says so.",
        kind: "choice",
        choices: [...SERVICES],
        initial: "Resend",
      },
    ],
  },
  parameters: Parameters,
  title: ({ service }) => TITLES[service],

  async plan(app, { service }) {
    const integration = INTEGRATIONS.find((known) => known.service === service);
    if (integration === undefined) throw new Error(`No integration ${service}`);
    const look = lookOf(app);
    const [host, worker] = [findPageHost(app, look), findWorkerHost(app)];
    const { slug, handler, secrets, pageName, form, icon } = integration;
    const place = host.place(pageName);
    const connected = host.connect({ place, label: pageName, icon });
    const route = { slug, handler, secrets, path: app.newPath(`worker/routes/${slug}.ts`) };
    const formPath = app.newPath(`src/features/${slug}/${form}.tsx`);
    const content = {
      title: pageName,
      intro: integration.intro,
      imports: [`import { ${form} } from "${app.importOf(place.path, formPath)}";`],
      statements: "",
      declarations: "",
      body: `<${form} />`,
    };
    const newFiles = [
      { path: route.path, text: integration.route(app.importOf(route.path, worker.env)) },
      { path: formPath, text: integration.formSource(look) },
      { path: place.path, text: pageSource(content, { place, frame: host.frame, look, app }) },
    ];
    return joinedPlans([{ newFiles }, worker.connect(route), connected], {
      intro: `Found ${host.description}, and ${worker.description}.`,
      outro: [
        `The page is at ${connected.address}, its route at /api/${slug}.`,
        `It works once the worker is given ${secrets.map(({ name }) => name).join(", ")}.`,
        ...connected.notes,
      ].join(" "),
    });
  },
};
