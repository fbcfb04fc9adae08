import { create } from "zustand";
import { useChatRows } from "./rowsStore.ts";

/** Where the conversation is asked to scroll to. */
export const useJump = create<{ readonly row: number | null; readonly call: string | null }>(
  () => ({ row: null, call: null }),
);

/** The row of the conversation that shows a call; null when it is on another branch. */
export function rowOfCall(call: string): number | null {
  const index = useChatRows
    .getState()
    .rows.findIndex((row) => row.kind === "calls" && row.calls.some((id) => id === call));
  return index === -1 ? null : index;
}

/** Gives the keyboard to the first answer of a call's approval, once it is drawn. */
export function focusApproval(call: string): void {
  requestAnimationFrame(() => {
    const line = document.querySelector(`[data-call="${CSS.escape(call)}"]`);
    const button = line?.querySelector("[data-approve]");
    if (button instanceof HTMLElement) button.focus();
  });
}
