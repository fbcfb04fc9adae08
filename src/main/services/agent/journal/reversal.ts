import type { Change } from "./changeRecord.ts";

/** Where a file or folder has to come to, and what it is expected to be now. */
export type Step =
  | {
      readonly kind: "text";
      readonly path: Extract<Change, { kind: "text" }>["path"];
      readonly from: Extract<Change, { kind: "text" }>["before"];
      readonly to: Extract<Change, { kind: "text" }>["before"];
      readonly encoding: Extract<Change, { kind: "text" }>["encoding"];
    }
  | { readonly kind: "move"; readonly path: Change["path"]; readonly to: Change["path"] }
  | { readonly kind: "restore"; readonly path: Change["path"]; readonly trashId: string }
  | { readonly kind: "remove"; readonly path: Change["path"] };

/**
 * What takes changes back, in the order in which it has to be done. Several changes of one text
 * are taken back at once, so that only its last state has to be what the agent left.
 */
export function reversalOf(changes: readonly Change[]): readonly Step[] {
  const steps: Step[] = [];
  /** Steps before this one are about names that mean something else by now. */
  let barrier = 0;
  for (const change of changes.toReversed()) {
    if (change.kind !== "text") {
      steps.push(reversed(change));
      barrier = steps.length;
      continue;
    }
    const at = steps.findLastIndex(
      (step, index) => index >= barrier && step.kind === "text" && step.path === change.path,
    );
    const known = steps[at];
    // Where they do not meet, somebody else has changed the text in between.
    if (known?.kind === "text" && known.to === change.after) {
      steps[at] = { ...known, to: change.before };
    } else {
      const { path, encoding, before, after } = change;
      steps.push({ kind: "text", path, encoding, from: after, to: before });
    }
  }
  return steps.filter((step) => step.kind !== "text" || step.from !== step.to);
}

function reversed(change: Exclude<Change, { kind: "text" }>): Step {
  const { path } = change;
  if (change.kind === "moved") return { kind: "move", path, to: change.from };
  if (change.kind === "trashed") return { kind: "restore", path, trashId: change.trashId };
  return { kind: "remove", path };
}
