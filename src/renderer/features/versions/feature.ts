import { GitBranch } from "lucide-react";
import { useEditorIntents } from "../../client/editorIntents.ts";
import { currentRepository } from "../../client/versions.ts";
import { text } from "../../messages/text.ts";
import { type Command, runCommand } from "../../ui/commands.ts";
import type { Feature } from "../../ui/feature.ts";
import { commit, stageFiles } from "./changeActs.ts";
import { compareWithHead } from "./compare.ts";
import { exchange } from "./remoteActs.ts";
import { VersionsDialogs } from "./VersionsDialogs.tsx";
import { VersionsView } from "./VersionsView.tsx";
import { openDialog, showHistoryOf } from "./versionsView.ts";

const words = text.versions;
const { category } = words;

const isReady = (): boolean => currentRepository() !== null;
const hasRemote = (): boolean => (currentRepository()?.remote ?? null) !== null;
const hasFile = (): boolean => isReady() && useEditorIntents.getState().active !== null;

function showFileHistory(): void {
  const { active } = useEditorIntents.getState();
  if (active === null) return;
  runCommand("view.show.versions");
  showHistoryOf(active);
}

function compareActive(): void {
  const { active } = useEditorIntents.getState();
  if (active !== null) void compareWithHead(active);
}

const exchanges: readonly Command[] = (["fetch", "pull", "push"] as const).map((kind) => ({
  id: `versions.${kind}`,
  title: words.remote[kind],
  category,
  when: hasRemote,
  run: () => exchange(kind),
}));

export const versionsFeature: Feature = {
  id: "versions",
  title: words.title,
  icon: GitBranch,
  rail: "top",
  side: VersionsView,
  overlay: VersionsDialogs,
  commands: [
    {
      id: "versions.branches",
      title: words.commands.branches,
      category,
      when: isReady,
      run: () => openDialog({ kind: "branches" }),
    },
    { id: "versions.commit", title: words.commands.commit, category, when: isReady, run: commit },
    {
      id: "versions.stageAll",
      title: words.commands.stageAll,
      category,
      when: isReady,
      run: () => stageFiles(null),
    },
    {
      id: "versions.fileHistory",
      title: words.commands.fileHistory,
      category,
      when: hasFile,
      run: showFileHistory,
    },
    {
      id: "versions.compareFile",
      title: words.commands.compareFile,
      category,
      when: hasFile,
      run: compareActive,
    },
    ...exchanges,
    {
      id: "versions.remote",
      title: words.remote.change,
      category,
      when: isReady,
      run: () => openDialog({ kind: "remote" }),
    },
  ],
};
