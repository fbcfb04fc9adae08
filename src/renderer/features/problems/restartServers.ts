import { useCurrentApp } from "../../client/currentApp.ts";
import { studio, toProblem } from "../../client/studio.ts";
import { text } from "../../messages/text.ts";
import { notify } from "../../ui/notifications.ts";

/** Starts the language servers of the current app anew, as after one gave up. */
export async function restartServers(): Promise<void> {
  const { appId } = useCurrentApp.getState();
  if (appId === null) return;
  try {
    await Promise.all(
      (["typescript", "tailwind"] as const).map((server) =>
        studio.language.restart.mutate({ appId, server }),
      ),
    );
  } catch (error) {
    const { message } = toProblem(error);
    notify({
      id: "language:restart",
      level: "error",
      title: text.language.server.failed,
      body: message,
    });
  }
}
