import { FileDiff, FileText, Minus, Plus, Undo2 } from "lucide-react";
import type { ReactElement } from "react";
import { fileName, parentPath } from "../../../common/apps/filePath.ts";
import type { VersionChange } from "../../../common/contracts/versions.ts";
import { openFile } from "../../client/editorIntents.ts";
import { text } from "../../messages/text.ts";
import { classNames } from "../../ui/classNames.ts";
import { ContextMenu } from "../../ui/ContextMenu.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { Menu } from "../../ui/Menu.tsx";
import type { MenuItem } from "../../ui/menuItems.ts";
import { discardFiles, resolveFile, stageFiles, unstageFiles } from "./changeActs.ts";
import { compareChange, compareSides } from "./compare.ts";
import { FileLabel } from "./FileLabel.tsx";
import { markOf } from "./fileSigns.ts";
import { showHistoryOf } from "./versionsView.ts";

const words = text.versions;

interface ChangeRowViewProps {
  readonly change: VersionChange;
  readonly section: "conflicts" | "staged" | "unstaged";
}

/** One changed file; a click shows what changed. */
export function ChangeRowView({ change, section }: ChangeRowViewProps): ReactElement {
  const { path } = change;
  const name = fileName(path);
  return (
    <ContextMenu items={menuItems(change, section)}>
      <div className="group flex h-6 items-center gap-0.5 pr-2.5 hover:bg-hover">
        <button
          type="button"
          title={tooltip(change)}
          aria-label={words.compare(name)}
          onClick={() => void compareChange(change, section === "staged")}
          className="flex h-full min-w-0 flex-1 items-center gap-1.5 pl-6 text-left text-xs"
        >
          <FileLabel name={name} folder={parentPath(path)} gone={isGone(change, section)} />
        </button>
        <div className="flex max-w-0 overflow-hidden group-focus-within:max-w-none group-hover:max-w-none">
          {section === "conflicts" && (
            <Menu
              align="end"
              trigger={<IconButton size="sm" icon={FileDiff} label={words.resolve.menu(name)} />}
              items={resolveItems(change)}
            />
          )}
          {section === "unstaged" && (
            <>
              <IconButton
                size="sm"
                icon={Undo2}
                label={words.discard(name)}
                onClick={() => void discardFiles([path])}
              />
              <IconButton
                size="sm"
                icon={Plus}
                label={words.stage(name)}
                onClick={() => void stageFiles([path])}
              />
            </>
          )}
          {section === "staged" && (
            <IconButton
              size="sm"
              icon={Minus}
              label={words.unstage(name)}
              onClick={() => void unstageFiles([path])}
            />
          )}
        </div>
        <Letter change={shownIn(change, section)} />
      </div>
    </ContextMenu>
  );
}

const TONES = {
  quiet: "text-fg-3",
  info: "text-info",
  ok: "text-ok",
  warn: "text-warn",
  err: "text-err",
};

function Letter({ change }: { readonly change: VersionChange }): ReactElement {
  const { letter, tone, title } = markOf(change);
  return (
    <span
      role="img"
      aria-label={title}
      title={title}
      className={classNames("w-4 shrink-0 text-center font-mono text-xs", TONES[tone])}
    >
      {letter}
    </span>
  );
}

/** Only what the section is about: a file may be staged as new and changed since. */
function shownIn(change: VersionChange, section: ChangeRowViewProps["section"]): VersionChange {
  if (section === "staged") return { ...change, unstaged: null };
  return section === "unstaged" ? { ...change, staged: null } : change;
}

function isGone(change: VersionChange, section: ChangeRowViewProps["section"]): boolean {
  return (section === "staged" ? change.staged : change.unstaged) === "deleted";
}

function tooltip({ path, conflict }: VersionChange): string {
  return conflict === null ? path : `${path}: ${words.conflicts[conflict]}`;
}

function resolveItems({ path, conflict }: VersionChange): readonly MenuItem[] {
  return [
    { kind: "label", id: "what", label: conflict === null ? path : words.conflicts[conflict] },
    { id: "compare", label: words.resolve.compare, run: () => void compareSides(path) },
    { kind: "separator", id: "how" },
    { id: "ours", label: words.resolve.ours, run: () => void resolveFile(path, "ours") },
    { id: "theirs", label: words.resolve.theirs, run: () => void resolveFile(path, "theirs") },
    { id: "done", label: words.resolve.done, run: () => void resolveFile(path, "done") },
  ];
}

function menuItems(
  change: VersionChange,
  section: ChangeRowViewProps["section"],
): readonly MenuItem[] {
  const { path } = change;
  const name = fileName(path);
  const common: MenuItem[] = [
    {
      id: "compare",
      icon: FileDiff,
      label: words.compare(name),
      run: () => void compareChange(change, section === "staged"),
    },
    {
      id: "open",
      icon: FileText,
      label: words.openFile(name),
      disabled: isGone(change, section),
      run: () => openFile(path, { pinned: true }),
    },
    { id: "history", label: words.fileHistory(name), run: () => showHistoryOf(path) },
    { kind: "separator", id: "acts" },
  ];
  if (section === "conflicts") return [...common, ...resolveItems(change).slice(3)];
  if (section === "staged") {
    const run = (): void => void unstageFiles([path]);
    return [...common, { id: "unstage", icon: Minus, label: words.unstage(name), run }];
  }
  return [
    ...common,
    { id: "stage", icon: Plus, label: words.stage(name), run: () => void stageFiles([path]) },
    {
      id: "discard",
      icon: Undo2,
      label: words.discard(name),
      danger: true,
      run: () => void discardFiles([path]),
    },
  ];
}
