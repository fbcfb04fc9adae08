import { pathOf, subjectOf } from "../../../common/apps/chat/callSubject.ts";
import type { CallState, ChatState, RunState } from "../../../common/apps/chat/chatState.ts";
import { isOver } from "../../../common/apps/chat/reduceChat.ts";
import { FilePath } from "../../../common/apps/filePath.ts";
import type { ToolStage } from "../../../common/contracts/chat.ts";
import type { Lane, Phase, Run, Segment } from "./activity.ts";

/** More of them are read in the chat. */
const MAX_RUNS = 20;
const MAX_TITLE = 80;

/** The chat's runs, oldest first, a lane for each call of a tool. Times are epoch ms. */
export function chatRuns(state: ChatState, now: number): readonly Run[] {
  const calls = Object.groupBy(Object.values(state.calls), ({ run }) => run);
  return Object.values(state.runs)
    .toSorted((a, b) => a.startedAt - b.startedAt)
    .slice(-MAX_RUNS)
    .flatMap((run): readonly Run[] => {
      const lanes = (calls[run.id] ?? []).map((call) => laneOf(call, now));
      return lanes.length === 0 ? [] : [runOf(run, lanes, state, now)];
    });
}

function runOf(run: RunState, lanes: readonly Lane[], state: ChatState, now: number): Run {
  const [line = ""] = (state.messages[run.question]?.text ?? "").split("\n");
  return {
    id: `chat ${run.id}`,
    startedAt: run.startedAt,
    endedAt: Math.max(run.endedAt ?? now, ...lanes.map(({ endedAt }) => endedAt)),
    running: run.status === null,
    lanes,
    title: line.slice(0, MAX_TITLE),
  };
}

function laneOf(call: CallState, now: number): Lane {
  const startedAt = call.startedAt ?? call.announcedAt;
  const endedAt = endOf(call, now);
  return {
    id: `call ${call.id}`,
    label: {
      kind: "call",
      tool: call.tool,
      subject: subjectOf(call),
      path: FilePath.safeParse(pathOf(call)).data ?? null,
    },
    status: statusOf(call.phase),
    startedAt: call.announcedAt,
    endedAt,
    segments: segmentsOf(call, startedAt, endedAt),
    fraction: isOver(call) ? null : call.percent / 100,
  };
}

function endOf({ phase, startedAt, announcedAt, ms }: CallState, now: number): number {
  if (!isOver({ phase })) return now;
  return (startedAt ?? announcedAt) + (ms ?? 0);
}

function statusOf(phase: CallState["phase"]): Lane["status"] {
  if (phase === "ok") return "done";
  if (phase === "failed" || phase === "interrupted") return "failed";
  if (phase === "cancelled" || phase === "denied") return "cancelled";
  return "running";
}

/** From one stage to the next; before the first, the time it was written or waited. */
function segmentsOf(call: CallState, startedAt: number, endedAt: number): readonly Segment[] {
  const first = call.stages[0]?.at ?? (isOver(call) ? startedAt : endedAt);
  const before: readonly Segment[] =
    first > call.announcedAt ? [{ phase: "prepare", from: call.announcedAt, to: first }] : [];
  const stages = call.stages.map(({ stage, at }, index): Segment => {
    const to = call.stages[index + 1]?.at ?? Math.max(at, endedAt);
    const failed = call.phase === "failed" && index === call.stages.length - 1;
    return { phase: failed ? "failed" : PHASES[stage], from: at, to, stage };
  });
  return [...before, ...stages];
}

const PHASES: Record<ToolStage, Phase> = {
  analyzing: "prepare",
  reading: "prepare",
  searching: "prepare",
  designing: "prepare",
  fetching: "prepare",
  generating: "transform",
  installing: "transform",
  running: "transform",
  writing: "write",
  creating: "write",
  configuring: "transform",
  "updating-preview": "push",
  validating: "check",
  complete: "check",
};
