import { create } from "zustand";
import type { CodeEditor } from "./monaco/codeEditor.ts";
import { useEditor } from "./session.ts";
import type { GroupId } from "./tabGroups.ts";

const useMounted = create<{ readonly byGroup: ReadonlyMap<GroupId, CodeEditor> }>(() => ({
  byGroup: new Map(),
}));

/** The mounted editors, for commands: one in each group of tabs. */
export const codeEditor = {
  /** The focused group's. */
  get: (): CodeEditor | null =>
    useMounted.getState().byGroup.get(useEditor.getState().groups.focused) ?? null,
  all: (): readonly CodeEditor[] => [...useMounted.getState().byGroup.values()],
  set(group: GroupId, editor: CodeEditor | null): void {
    const byGroup = new Map(useMounted.getState().byGroup);
    if (editor === null) byGroup.delete(group);
    else byGroup.set(group, editor);
    useMounted.setState({ byGroup });
  },
};
