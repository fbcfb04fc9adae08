import { isOver } from "../../../../common/apps/chat/reduceChat.ts";
import type { RunId } from "../../../../common/contracts/chat.ts";
import type { ChatStream } from "../log/chatStream.ts";
import { closeParts } from "./liveRun.ts";

const WHY = "Studio ended while this was under way.";

/**
 * Ends what a Studio that was killed left open: calls and the run become `interrupted`, texts stay
 * as far as anyone saw them.
 */
export function reconcile(
  stream: ChatStream,
  run: RunId,
  partials: ReadonlyMap<string, string>,
): void {
  const { state } = stream;
  const known = state.runs[run];
  if (known === undefined || known.status !== null) return;
  for (const { kind, id } of state.messages[known.answer]?.content ?? []) {
    const call = kind === "call" ? state.calls[id] : undefined;
    if (call === undefined || isOver(call)) continue;
    const { approval } = call;
    if (approval !== null && approval.decision === null) {
      stream.emit({
        type: "approval.answered",
        call: call.id,
        approval: approval.id,
        decision: "denied",
        by: "stop",
        note: null,
      });
    }
    stream.emit({
      type: "tool.ended",
      call: call.id,
      status: "interrupted",
      output: { error: WHY },
      summary: WHY,
      changes: [],
      diagnostics: [],
      ms: 0,
    });
  }
  closeParts(stream, known.answer, partials);
  stream.emit({
    type: "run.ended",
    run,
    status: "interrupted",
    failure: {
      message: WHY,
      next: "Look at what was done, then let it run again.",
      retryable: true,
    },
    usage: null,
    commit: null,
  });
}
