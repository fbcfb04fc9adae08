import { cp, mkdtemp } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { App } from "../../src/common/contracts/apps.ts";
import type { StudioProcess } from "./studio.ts";

/** The 87-file starter that every figure is measured on. */
export const STARTER = "storefront";

export async function createStorefront(studio: StudioProcess): Promise<App> {
  return await studio.client.apps.create.mutate({ starter: STARTER, name: "Harbor Market" });
}

/** The same app with the same packages for the peer, without anything Studio cached. */
export async function copyForPeer(app: App): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "peer-"));
  await cp(app.folder, folder, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => !source.includes(`${path.sep}.overskill`) && !source.includes(".vite"),
  });
  return folder;
}
