// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fakeApp, studioFake, type StudioFake } from "../../../../tools/test/studioFake.ts";
import { showWelcome, useCurrentApp } from "../../client/currentApp.ts";
import { useEditorIntents } from "../../client/editorIntents.ts";
import { useAppsList } from "../../client/facts.ts";
import { followStudio } from "../../client/follow.ts";
import { connectStudio } from "../../client/studio.ts";
import { createApp, useCreation } from "./creation.ts";

const STARTER = {
  id: "storefront",
  title: "Harbor Market",
  tagline: "",
  description: "",
  files: 87,
  thumbnail: "data:,",
};

let fake: StudioFake;
let stop: () => void;

beforeEach(async () => {
  fake = studioFake();
  fake.apps.set({ rev: 1, apps: [fakeApp({ name: "Harbor Market" })] });
  connectStudio(fake.link);
  stop = followStudio();
  await vi.waitUntil(() => useAppsList.getState().value?.apps.length === 1);
});

afterEach(() => {
  showWelcome();
  stop();
});

test("an app without a name gets the starter's, numbered where it is taken", async () => {
  await createApp(STARTER, "  ");
  expect(fake.apps.value.apps.map((app) => app.name)).toEqual(["Harbor Market 2", "Harbor Market"]);
});

test("the app that was made is shown with its first file", async () => {
  await createApp(STARTER, "Quay");
  const [made] = fake.apps.value.apps;
  expect([useCurrentApp.getState().appId, useEditorIntents.getState().request?.path]).toEqual([
    made?.id,
    "src/App.tsx",
  ]);
  expect(useCreation.getState().creation).toEqual({ kind: "idle" });
});

test("a refusal stays in sight and nothing is shown", async () => {
  await createApp(STARTER, "Harbor Market");
  expect(useCreation.getState().creation).toMatchObject({
    kind: "failed",
    starter: "storefront",
    problem: { code: "already-exists", next: "Choose another name." },
  });
  expect(useCurrentApp.getState().appId).toBeNull();
});
