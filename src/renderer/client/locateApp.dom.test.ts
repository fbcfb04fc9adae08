// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fakeApp, FAKE_APP, studioFake, type StudioFake } from "../../../tools/test/studioFake.ts";
import { showWelcome, useCurrentApp } from "./currentApp.ts";
import { browse, closeFolderBrowser, takeShownFolder, useFolderBrowser } from "./folderChoice.ts";
import { locateApp } from "./locateApp.ts";
import { connectStudio } from "./studio.ts";

let fake: StudioFake;

beforeEach(() => {
  fake = studioFake();
  fake.apps.set({ rev: 2, apps: [fakeApp({ folderExists: false })] });
  connectStudio(fake.link);
});

afterEach(() => {
  closeFolderBrowser();
  showWelcome();
});

test("in a browser, Studio's own dialog asks where the folder went", async () => {
  await locateApp(fakeApp());
  expect(useFolderBrowser.getState()).toMatchObject({
    request: { purpose: { kind: "locate", app: { name: "Harbor Market" } } },
    listing: { folder: "/home" },
  });
  await browse("/home/projects");
  await takeShownFolder();
  expect(fake.apps.value.apps[0]).toMatchObject({ folder: "/home/projects", folderExists: true });
  expect(useFolderBrowser.getState().request).toBeNull();
  await vi.waitFor(() => expect(useCurrentApp.getState().appId).toBe(FAKE_APP));
});

test("a folder that is refused is told in the dialog, which stays", async () => {
  await locateApp(fakeApp());
  fake.apps.set({ rev: 3, apps: [] });
  await takeShownFolder();
  expect(useFolderBrowser.getState()).toMatchObject({
    request: { purpose: { kind: "locate" } },
    problem: { message: "There is no such app." },
    busy: null,
  });
});
