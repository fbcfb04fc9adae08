import { create } from "zustand";
import type { ChatEvent, RunId } from "../../../common/contracts/chat.ts";
import { onChatEvent } from "../../client/chats.ts";
import { ask } from "./attempt.ts";

type Direction = "undone" | "redone";

interface Restoring {
  /** What this window asked for and has not heard of yet. */
  readonly asked: { readonly run: RunId; readonly direction: Direction } | null;
  /** Files that were left as they are, because the person changed them meanwhile. */
  readonly conflict: {
    readonly run: RunId;
    readonly direction: Direction;
    readonly files: readonly string[];
  } | null;
}

export const useRestoring = create<Restoring>(() => ({ asked: null, conflict: null }));

/** Takes a run's files back, or brings them again; files changed meanwhile are asked about. */
export async function restoreRun(
  run: RunId,
  direction: Direction,
  conflicts: "keep" | "merge" | "overwrite" = "keep",
): Promise<void> {
  useRestoring.setState({
    asked: conflicts === "keep" ? { run, direction } : null,
    conflict: null,
  });
  const accepted = await ask({ type: "restore", run, direction, conflicts });
  if (!accepted) useRestoring.setState({ asked: null });
}

export function closeConflict(): void {
  useRestoring.setState({ conflict: null });
}

/** Shows what a restore left, in the window that asked for it, until the function is called. */
export function followRestores(): () => void {
  return onChatEvent((event: ChatEvent) => {
    if (event.type !== "checkpoint.restored") return;
    const { asked } = useRestoring.getState();
    if (asked?.run !== event.run || asked.direction !== event.direction) return;
    const { run, direction, conflicts: files } = event;
    useRestoring.setState({
      asked: null,
      conflict: files.length === 0 ? null : { run, direction, files },
    });
  });
}
