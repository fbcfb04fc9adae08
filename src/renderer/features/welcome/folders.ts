import { create } from "zustand";
import type { App } from "../../../common/contracts/apps.ts";
import { openApp } from "../../client/currentApp.ts";
import { chooseFolder } from "../../client/folderChoice.ts";
import { studio } from "../../client/studio.ts";
import { attempt } from "./attempt.ts";
import { openFirstFile } from "./firstFile.ts";

/** An opened folder whose own configuration waits for the person's word. */
export const useTrustRequest = create<{ readonly app: App | null }>(() => ({ app: null }));

/** Lets the person choose a folder and opens it as an app. */
export async function chooseAndOpenFolder(): Promise<void> {
  await attempt(() => chooseFolder({ purpose: { kind: "open" }, use: openFolder }));
}

async function openFolder(folder: string): Promise<void> {
  const app = await studio.apps.openFolder.mutate({ folder });
  await openApp(app.id);
  if (!app.trusted) useTrustRequest.setState({ app });
  await openFirstFile(app.id);
}

/** Says whether the folder's own configuration may run. */
export async function answerTrust(app: App, trusted: boolean): Promise<void> {
  useTrustRequest.setState({ app: null });
  const use = { appId: app.id, action: "use-default-config", subject: null } as const;
  await attempt(() =>
    trusted ? studio.apps.trust.mutate({ appId: app.id, trusted }) : studio.preview.act.mutate(use),
  );
}
