import type { App } from "../../common/contracts/apps.ts";
import { openApp } from "./currentApp.ts";
import { chooseFolder } from "./folderChoice.ts";
import { studio } from "./studio.ts";

/** Lets the person say where an app's folder went, and opens the app there. */
export async function locateApp(app: App): Promise<void> {
  await chooseFolder({
    purpose: { kind: "locate", app },
    use: async (folder) => {
      const located = await studio.apps.locate.mutate({ appId: app.id, folder });
      await openApp(located.id);
    },
  });
}
