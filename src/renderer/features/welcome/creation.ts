import { create } from "zustand";
import type { Starter } from "../../../common/contracts/apps.ts";
import type { Problem } from "../../../common/contracts/problem.ts";
import { showApp } from "../../client/currentApp.ts";
import { useAppsList } from "../../client/facts.ts";
import { studio, toProblem } from "../../client/studio.ts";
import { openFirstFile } from "./firstFile.ts";

/** The making of one app, from the click on its starter until the frame shows it. */
export type Creation =
  | { readonly kind: "idle" }
  | {
      readonly kind: "running";
      readonly starter: string;
      readonly stage: "copying" | "opening";
      /** Epoch ms at which each stage began. */
      readonly copyingAt: number;
      readonly openingAt: number | null;
    }
  | { readonly kind: "failed"; readonly starter: string; readonly problem: Problem };

export const useCreation = create<{ readonly creation: Creation }>(() => ({
  creation: { kind: "idle" },
}));

const set = (creation: Creation): void => useCreation.setState({ creation });

/** Makes an app of a starter and shows it. A failure stays in the store until the next attempt. */
export async function createApp(starter: Starter, name: string): Promise<void> {
  if (useCreation.getState().creation.kind === "running") return;
  const copyingAt = Date.now();
  const running = { kind: "running", starter: starter.id, copyingAt } as const;
  set({ ...running, stage: "copying", openingAt: null });
  try {
    const chosen = name.trim() === "" ? freeName(starter.title) : name.trim();
    const app = await studio.apps.create.mutate({ starter: starter.id, name: chosen });
    set({ ...running, stage: "opening", openingAt: Date.now() });
    await studio.apps.open.mutate({ appId: app.id });
    set({ kind: "idle" });
    showApp(app.id);
    await openFirstFile(app.id);
  } catch (error) {
    set({ kind: "failed", starter: starter.id, problem: toProblem(error) });
  }
}

/** The starter's own name; with a number when there is an app of that name. */
function freeName(title: string): string {
  const taken = new Set(useAppsList.getState().value?.apps.map((app) => app.name));
  if (!taken.has(title)) return title;
  let number = 2;
  while (taken.has(`${title} ${number}`)) number += 1;
  return `${title} ${number}`;
}
