import { z } from "zod";
import { PlanItem } from "../../../../common/contracts/chat.ts";
import type { Tool } from "../tool.ts";
import { BUILD_ONLY, PLAN_ONLY } from "./modes.ts";

const PlanInput = z.object({ items: z.array(PlanItem).min(1).max(100) });
const Shown = z.object({ shown: z.boolean() });

/** Shows the plan to the person, who edits and accepts it. */
export function planTool(): Tool<z.infer<typeof PlanInput>, z.infer<typeof Shown>> {
  return {
    name: "os-plan",
    description:
      "Shows or updates the plan: the whole list of steps each time. In plan mode end with it and wait for the person to accept; in build mode use it to say which steps are done.",
    input: PlanInput,
    output: Shown,
    modes: [...PLAN_ONLY, ...BUILD_ONLY],
    stages: ["designing", "complete"],
    risk: () => null,
    summary: ({ items }) => `Plan in ${items.length} steps`,
    async execute({ items }, { plan, progress }) {
      progress("designing", 50, `${items.length} steps`);
      plan(items);
      return { output: { shown: true }, summary: `${items.length} steps` };
    },
  };
}

const AskInput = z.object({
  question: z.string().min(1).max(2_000),
  choices: z.array(z.string().min(1).max(200)).max(8).default([]),
});

/** Asks the person something; the run ends and goes on with the answer. */
export function askTool(): Tool<z.infer<typeof AskInput>, z.infer<typeof Shown>> {
  return {
    name: "os-ask",
    description:
      "Asks the person one question, with choices where there are some. Stop after it: the answer comes as the next message.",
    input: AskInput,
    output: Shown,
    modes: PLAN_ONLY,
    stages: ["designing", "complete"],
    risk: () => null,
    summary: ({ question: asked }) => asked.slice(0, 120),
    async execute({ question: asked, choices }, { question }) {
      question(asked, choices);
      return { output: { shown: true }, summary: "asked" };
    },
  };
}
