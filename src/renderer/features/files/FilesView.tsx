import { ChevronsDownUp, FilePlus, FolderOpen, FolderPlus, Locate, Search } from "lucide-react";
import { type ReactElement, useEffect } from "react";
import { reloadAppFiles, useAppFiles } from "../../client/appFiles.ts";
import { revealRequests, useEditorIntents } from "../../client/editorIntents.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { BringInBar } from "./BringInBar.tsx";
import { FileTree } from "./FileTree.tsx";
import { followIgnoredFolders } from "./ignoredFolders.ts";
import { targetFolder } from "./treeMenu.ts";
import {
  collapseAll,
  rememberFolders,
  reveal,
  setFilter,
  showProblem,
  startEdit,
  useTree,
} from "./treeStore.ts";

const words = text.files;

/** The tree of the app's files, with what can be done to them. */
export function FilesView(): ReactElement {
  useEffect(rememberFolders, []);
  useEffect(followIgnoredFolders, []);
  useEffect(() => revealRequests.on((path) => reveal(path)), []);
  const active = useEditorIntents((state) => state.active);
  useEffect(() => {
    if (active !== null) reveal(active);
  }, [active]);
  return (
    <section aria-label={words.title} className="flex h-full min-h-0 flex-col bg-panel">
      <Header />
      <Body />
      <BringInBar />
      <ActProblem />
    </section>
  );
}

export function createInTree(kind: "file" | "folder"): void {
  const parent = targetFolder(useTree.getState().selection.focus);
  startEdit({ type: "create", parent, kind });
}

export function revealActive(): void {
  const { active } = useEditorIntents.getState();
  if (active !== null) reveal(active);
}

function Header(): ReactElement {
  const hasActive = useEditorIntents((state) => state.active !== null);
  return (
    <header className="flex h-8.5 shrink-0 items-center border-b border-line pr-1.5 pl-3">
      <h2 className="min-w-0 flex-1 truncate text-xs font-semibold text-fg">{words.title}</h2>
      <IconButton
        size="sm"
        icon={FilePlus}
        label={words.newFile}
        onClick={() => createInTree("file")}
      />
      <IconButton
        size="sm"
        icon={FolderPlus}
        label={words.newFolder}
        onClick={() => createInTree("folder")}
      />
      <IconButton
        size="sm"
        icon={Search}
        label={words.filter.label}
        onClick={() => setFilter("")}
      />
      <IconButton
        size="sm"
        icon={Locate}
        label={words.revealActive}
        disabled={!hasActive}
        onClick={revealActive}
      />
      <IconButton size="sm" icon={ChevronsDownUp} label={words.collapseAll} onClick={collapseAll} />
    </header>
  );
}

function Body(): ReactElement {
  const { index, problem } = useAppFiles();
  const creating = useTree((state) => state.edit !== null);
  if (index === null && problem !== null) {
    return (
      <ErrorState
        title={words.failed.title}
        cause={problem.message}
        next={problem.next}
        details={problem.details}
        action={<Button onClick={reloadAppFiles}>{words.failed.retry}</Button>}
      />
    );
  }
  if (index === null) return <Skeleton rows={12} />;
  if (index.entries.size === 0 && !creating) {
    return (
      <EmptyState
        icon={FolderOpen}
        title={words.empty.title}
        body={words.empty.body}
        action={
          <Button tone="primary" icon={FilePlus} onClick={() => createInTree("file")}>
            {words.newFile}
          </Button>
        }
      />
    );
  }
  return <FileTree index={index} />;
}

/** Why the last create, rename or delete did not work. */
function ActProblem(): ReactElement | null {
  const problem = useTree((state) => state.problem);
  if (problem === null) return null;
  return (
    <div
      role="alert"
      className="flex shrink-0 items-start gap-2 border-t border-line bg-err-soft px-3 py-2 text-xs text-fg"
    >
      <span className="min-w-0 flex-1 break-words">
        {[problem.message, problem.next].filter((part) => part !== undefined).join(" ")}
      </span>
      <Button size="sm" tone="quiet" onClick={() => showProblem(null)}>
        {words.dismiss}
      </Button>
    </div>
  );
}
