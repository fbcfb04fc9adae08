import type { RevisionNote, RevisionTag } from "../../common/apps/room.ts";

/** What pages are sent for one revision: its payloads, each saying where it belongs. */
export function pageMessages(rev: number, payloads: readonly unknown[]): readonly string[] {
  if (payloads.length === 0) {
    const note: RevisionNote = { type: "studio:rev", rev };
    return [JSON.stringify(note)];
  }
  return payloads.map((payload, i) => {
    const studio: RevisionTag = { rev, left: payloads.length - 1 - i };
    return JSON.stringify({ ...(payload as object), studio });
  });
}
