import { toProblem } from "../client/studio.ts";
import { notify } from "../ui/notifications.ts";

/** Runs an act of the frame that has no view of its own to show a failure in. */
export async function attempt(act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    const { message, next } = toProblem(error);
    notify({ level: "error", title: message, body: next ?? null });
  }
}
