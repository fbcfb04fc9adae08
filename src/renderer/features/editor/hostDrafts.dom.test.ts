// @vitest-environment happy-dom
import { localLink } from "@trpc/client";
import { afterEach, expect, test } from "vitest";
import { AppId } from "../../../common/apps/appId.ts";
import type { FilePath } from "../../../common/apps/filePath.ts";
import type { Draft as HostDraft } from "../../../common/contracts/drafts.ts";
import { problem } from "../../../common/contracts/problem.ts";
import { appRouter } from "../../../main/rpc/router.ts";
import type { StudioServices } from "../../../main/rpc/services.ts";
import { connectStudio } from "../../client/studio.ts";
import { HostDrafts, useDraftSafety } from "./hostDrafts.ts";

const appId = AppId.parse("jwbqqn");
const FILE = "src/App.tsx" as FilePath;
const draft = (text: string) => () => ({ text, base: null, encoding: "utf-8" as const });

/** A host that keeps drafts in memory, and can be made to fail. */
function host() {
  const kept = new Map<string, HostDraft>();
  const state = { kept, fails: false, calls: 0 };
  const refuse = (): void => {
    state.calls++;
    if (state.fails) throw problem("disk-full", "The disk is full.");
  };
  const drafts: StudioServices["drafts"] = {
    paths: () => [...kept.keys()] as FilePath[],
    find: async (_app, path) => kept.get(path) ?? null,
    async put(_app, given) {
      refuse();
      kept.set(given.path, given);
    },
    async drop(_app, path) {
      refuse();
      kept.delete(path);
    },
  };
  const services = { drafts } as unknown as StudioServices;
  connectStudio(localLink({ router: appRouter, createContext: async () => ({ services }) }));
  return state;
}

const opened: HostDrafts[] = [];
function drafts(): HostDrafts {
  const made = new HostDrafts(appId);
  opened.push(made);
  return made;
}

afterEach(() => {
  for (const each of opened.splice(0)) each[Symbol.dispose]();
  sessionStorage.clear();
});

async function until(condition: () => boolean): Promise<void> {
  await expect.poll(condition, { timeout: 5000 }).toBe(true);
}

test("what is typed reaches the host once for a burst, and another window finds it", async () => {
  const studio = host();
  const mine = drafts();
  for (const text of ["a", "ab", "abc"]) mine.put(FILE, draft(text));
  expect(useDraftSafety.getState().unsafe).toEqual(new Set([FILE]));
  await until(() => studio.kept.size === 1);
  expect(studio.calls).toBe(1);
  expect(useDraftSafety.getState().unsafe).toEqual(new Set());
  expect(await drafts().find(FILE)).toMatchObject({ text: "abc" });
});

test("a draft that was dropped before it was sent never comes back", async () => {
  const studio = host();
  const mine = drafts();
  mine.put(FILE, draft("a"));
  mine.drop(FILE);
  await until(() => studio.calls > 0);
  expect(studio.kept.size).toBe(0);
  expect(await mine.find(FILE)).toBeNull();
});

test("while the host cannot keep it, the person is told, and it is tried again", async () => {
  const studio = host();
  studio.fails = true;
  const mine = drafts();
  mine.put(FILE, draft("a"));
  await until(() => useDraftSafety.getState().problem?.code === "disk-full");
  expect(await mine.find(FILE)).toMatchObject({ text: "a" });
  studio.fails = false;
  await until(() => studio.kept.size === 1);
  expect(useDraftSafety.getState()).toEqual({ problem: null, unsafe: new Set() });
});

test("what was typed in the last moment survives a reload of the window", async () => {
  const studio = host();
  studio.fails = true;
  drafts().put(FILE, draft("last words"));
  window.dispatchEvent(new Event("pagehide"));
  const after = drafts();
  expect(await after.find(FILE)).toMatchObject({ text: "last words" });
  studio.fails = false;
  await until(() => studio.kept.get(FILE)?.text === "last words");
});
