import type { CallState } from "../../../common/apps/chat/chatState.ts";
import { isOver } from "../../../common/apps/chat/reduceChat.ts";
import { formatDuration, formatNumber, formatPercent } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";

const words = text.chat;

/** How a call stands, in a word or two. */
export function stateOf(call: CallState): string {
  const stage = call.phase === "running" ? call.stages.at(-1)?.stage : undefined;
  return stage === undefined ? words.phases[call.phase] : words.stages[stage];
}

/** What stands under a call's name: what came of it, or what it does now. */
export function detailOf(call: CallState): string {
  if (call.phase === "drafting") {
    const content = draftText(call);
    return content === undefined ? stateOf(call) : words.draftSize(sizeOf(content));
  }
  if (call.phase === "waiting" || call.phase === "asking") return call.tool;
  if (isOver(call)) return call.summary === "" ? stateOf(call) : call.summary;
  return call.progress === "" ? stateOf(call) : call.progress;
}

/** The text a model is writing for a file: the longest of what it has written so far. */
export function draftText(call: CallState): string | undefined {
  const { path: _, ...texts } = call.draft;
  return Object.values(texts).toSorted((a, b) => b.length - a.length)[0];
}

function sizeOf(content: string): string {
  return words.characters(formatNumber(content.length));
}

/** What stands at the end of a call's line. */
export function valueOf(call: CallState): string {
  if (call.phase === "running") return formatPercent(call.percent / 100);
  if (!isOver(call)) return stateOf(call);
  const { added, removed } = linesOf(call);
  if (call.phase === "ok" && added + removed > 0) {
    return words.lines(formatNumber(added), formatNumber(removed));
  }
  if (call.phase !== "ok") return stateOf(call);
  return call.ms === null ? "" : formatDuration(call.ms);
}

function linesOf({ changes }: Pick<CallState, "changes">): {
  readonly added: number;
  readonly removed: number;
} {
  let added = 0;
  let removed = 0;
  for (const change of changes) {
    added += change.added;
    removed += change.removed;
  }
  return { added, removed };
}

/** One line for all calls of a step: `Writing 3 of 5 · 42 %`, `5 done`, `4 done, 1 failed`. */
export function groupSummary(calls: readonly CallState[]): string {
  const over = calls.filter(isOver);
  if (over.length < calls.length) {
    const asking = calls.filter(({ phase }) => phase === "asking").length;
    if (asking > 0) return words.group.asking(asking, formatNumber(asking));
    const percent = calls.reduce((sum, call) => sum + (isOver(call) ? 100 : call.percent), 0);
    return words.group.running(
      formatNumber(over.length),
      formatNumber(calls.length),
      formatPercent(percent / calls.length / 100),
    );
  }
  const failed = over.filter(({ phase }) => phase === "failed").length;
  const stopped = over.length - failed - over.filter(({ phase }) => phase === "ok").length;
  const parts = [words.group.done(formatNumber(over.length - failed - stopped))];
  if (failed > 0) parts.push(words.group.failed(formatNumber(failed)));
  if (stopped > 0) parts.push(words.group.stopped(formatNumber(stopped)));
  return parts.join(", ");
}
