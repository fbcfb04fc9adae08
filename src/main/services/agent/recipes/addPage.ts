import { z } from "zod";
import { findPageHost } from "./app/findPageHost.ts";
import { lookOf } from "./app/look.ts";
import { PageName } from "./app/pageName.ts";
import { PAGE_LAYOUTS, pageLayout } from "./content/pageLayouts.ts";
import { pageSource } from "./content/pageSource.ts";
import type { Recipe } from "./recipe.ts";
import { joinedPlans } from "./recipePlan.ts";

const Parameters = z.object({
  name: PageName,
  layout: z.enum(PAGE_LAYOUTS).default("Text"),
  intro: z.string().trim().max(300).default(""),
});
type Parameters = z.infer<typeof Parameters>;

export const addPage: Recipe<Parameters> = {
  view: {
    id: "add-page",
    version: 1,
    title: "Add a page",
    description: "A new page with an address of its own and a link in the menu.",
    parameters: [
      {
        name: "name",
        label: "Name",
        help: "As it stands in the menu.",
        kind: "text",
        choices: [],
        initial: "Team",
      },
      {
        name: "layout",
        label: "Layout",
        help: "What the page begins with; every word of it is yours to change.",
        kind: "choice",
        choices: [...PAGE_LAYOUTS],
        initial: "Text",
      },
      {
        name: "intro",
        label: "Introduction",
        help: "A sentence below the title. May be empty.",
        kind: "text",
        choices: [],
        initial: "",
      },
    ],
  },
  parameters: Parameters,
  title: ({ name }) => `Add a page “${name}”`,

  async plan(app, { name, layout, intro }) {
    const look = lookOf(app);
    const host = findPageHost(app, look);
    const place = host.place(name);
    const connected = host.connect({ place, label: name, icon: "FileText" });
    const content = { title: name, intro, ...pageLayout(layout, look) };
    const page = {
      path: place.path,
      text: pageSource(content, { place, frame: host.frame, look, app }),
    };
    return joinedPlans([{ newFiles: [page] }, connected], {
      intro: `Found ${host.description}. The page becomes ${place.path}.`,
      outro: [`The page is at ${connected.address}.`, ...connected.notes].join(" "),
    });
  },
};
