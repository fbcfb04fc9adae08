import { Check, Ellipsis, GitBranch, Plus } from "lucide-react";
import { type KeyboardEvent, type ReactElement, useEffect, useState } from "react";
import { type Branch, BranchName } from "../../../common/contracts/versions.ts";
import { useCurrentApp } from "../../client/currentApp.ts";
import { studio, toProblem } from "../../client/studio.ts";
import { useRepository } from "../../client/versions.ts";
import { formatAgo } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { classNames } from "../../ui/classNames.ts";
import { Dialog, INITIAL_FOCUS } from "../../ui/Dialog.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { Menu } from "../../ui/Menu.tsx";
import type { MenuItem } from "../../ui/menuItems.ts";
import { createBranch, deleteBranch, mergeBranch, switchTo } from "./branchActs.ts";
import { type BranchRow, branchRows } from "./branchRows.ts";
import { closeDialog, openDialog } from "./versionsView.ts";

const words = text.versions.branches;

/** Switches to a branch, makes one by its name, and reaches what else can be done with them. */
export function BranchesDialog(): ReactElement {
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const { branches, failure } = useBranches();
  const rows = branchRows(branches ?? [], query.trim());
  const chosen = Math.min(at, rows.length - 1);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const row = rows[chosen];
    if (step !== undefined) setAt((chosen + step + rows.length) % Math.max(1, rows.length));
    else if (event.key === "Enter" && row !== undefined) choose(row);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog open onClose={closeDialog} title={words.title} description={words.description} bare>
      <input
        {...INITIAL_FOCUS}
        role="combobox"
        aria-label={words.filter}
        aria-expanded
        aria-controls="branch-rows"
        aria-activedescendant={chosen >= 0 ? `branch-row-${chosen}` : undefined}
        placeholder={words.filter}
        value={query}
        spellCheck={false}
        onChange={(event) => {
          setQuery(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
        className="h-11 shrink-0 border-b border-line bg-transparent px-4 text-md text-fg outline-none"
      />
      <ul
        id="branch-rows"
        role="listbox"
        aria-label={words.title}
        className="min-h-20 overflow-auto p-1.5"
      >
        {rows.map((row, i) => (
          <Row key={row.key} row={row} id={`branch-row-${i}`} chosen={i === chosen} />
        ))}
      </ul>
      {rows.length === 0 && (
        <p role="status" className="px-4 pb-4 text-xs text-fg-2">
          {failure ?? (branches === null ? text.versions.reading : emptyWords(query))}
        </p>
      )}
    </Dialog>
  );
}

function emptyWords(query: string): string {
  return BranchName.safeParse(query.trim()).success ? words.none : words.invalid;
}

function choose(row: BranchRow): void {
  if (row.type === "create") void createBranch(row.name, null);
  else if (row.branch.current) closeDialog();
  else void switchTo(row.branch.name);
}

interface RowProps {
  readonly row: BranchRow;
  readonly id: string;
  readonly chosen: boolean;
}

function Row({ row, id, chosen }: RowProps): ReactElement {
  const current = useRepository()?.branch ?? null;
  return (
    <li
      id={id}
      role="option"
      aria-selected={chosen}
      aria-label={row.type === "create" ? words.create(row.name) : row.branch.name}
      onClick={() => choose(row)}
      className={classNames(
        "flex h-9.5 items-center gap-2.5 rounded-md px-2.5 text-sm text-fg",
        chosen ? "bg-active" : "hover:bg-hover",
      )}
    >
      {row.type === "create" ? (
        <>
          <Plus aria-hidden="true" className="size-4 shrink-0 text-fg-3" strokeWidth={1.75} />
          <span className="truncate">{words.create(row.name)}</span>
        </>
      ) : (
        <>
          <BranchIcon branch={row.branch} />
          <span className="min-w-0 flex-1">
            <span className="flex items-baseline gap-2">
              <span className="truncate">{row.branch.name}</span>
              {row.branch.remote !== null && (
                <span className="text-xs text-fg-3">{row.branch.remote}</span>
              )}
            </span>
            <span className="block truncate text-xs text-fg-3">{aboutBranch(row.branch)}</span>
          </span>
          <Menu
            align="end"
            trigger={
              <IconButton
                size="sm"
                icon={Ellipsis}
                label={words.more(row.branch.name)}
                tabIndex={-1}
                onClick={(event) => event.stopPropagation()}
              />
            }
            items={branchItems(row.branch, current)}
          />
        </>
      )}
    </li>
  );
}

function BranchIcon({ branch }: { readonly branch: Branch }): ReactElement {
  const Icon = branch.current ? Check : GitBranch;
  return (
    <Icon
      aria-hidden="true"
      className={classNames("size-4 shrink-0", branch.current ? "text-accent" : "text-fg-3")}
      strokeWidth={1.75}
    />
  );
}

function aboutBranch({ subject, at, commit }: Branch): string {
  return commit === null ? text.versions.unborn : `${subject}, ${formatAgo(at)}`;
}

function branchItems(branch: Branch, current: string | null): readonly MenuItem[] {
  const { name, remote } = branch;
  const full = remote === null ? name : `${remote}/${name}`;
  const merge: MenuItem = {
    id: "merge",
    label: words.merge(current ?? ""),
    disabled: branch.current || current === null,
    run: () => void mergeBranch(full),
  };
  if (remote !== null) return [merge];
  return [
    merge,
    {
      id: "rename",
      label: words.rename,
      run: () => openDialog({ kind: "rename", branch: name }),
    },
    {
      id: "remove",
      label: words.remove,
      danger: true,
      disabled: branch.current,
      run: () => void deleteBranch(name),
    },
  ];
}

function useBranches(): { branches: readonly Branch[] | null; failure: string | null } {
  const appId = useCurrentApp((state) => state.appId);
  const repository = useRepository();
  const [branches, setBranches] = useState<readonly Branch[] | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    let left = false;
    if (appId === null) return undefined;
    studio.versions.branches.query({ appId }).then(
      (found) => !left && setBranches(found),
      (error: unknown) => !left && setFailure(toProblem(error).message),
    );
    return () => {
      left = true;
    };
  }, [appId, repository]);
  return { branches, failure };
}
