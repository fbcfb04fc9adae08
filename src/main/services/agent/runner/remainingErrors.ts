import type { ChatState } from "../../../../common/apps/chat/chatState.ts";
import type { ChatDiagnostic, RunId } from "../../../../common/contracts/chat.ts";

/**
 * Errors in what a run changed, as its checks saw them last: of each file those that the last
 * call about it found, and of what belongs to no file those of the last call that found any.
 */
export function remainingErrors(state: ChatState, run: RunId): readonly ChatDiagnostic[] {
  const answer = state.messages[state.runs[run]?.answer ?? ""];
  const byPath = new Map<string, readonly ChatDiagnostic[]>();
  for (const { kind, id } of answer?.content ?? []) {
    const call = kind === "call" ? state.calls[id] : undefined;
    if (call === undefined) continue;
    for (const { path } of call.changes) byPath.set(path, []);
    if (call.changes.length > 0) byPath.set("", []);
    const errors = call.diagnostics.filter(({ severity }) => severity === "error");
    for (const [path, found] of Map.groupBy(errors, (error) => error.path ?? "")) {
      byPath.set(path, found);
    }
  }
  return [...byPath.values()].flat();
}
