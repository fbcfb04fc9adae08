import { toProblem } from "../../client/studio.ts";
import { notify } from "../../ui/notifications.ts";

/** Runs an act whose view may be gone when it fails: the failure becomes a notification. */
export async function attempt(act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    const { message, next } = toProblem(error);
    notify({ level: "error", title: message, body: next ?? null });
  }
}
