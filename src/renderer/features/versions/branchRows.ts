import { type Branch, BranchName } from "../../../common/contracts/versions.ts";

export type BranchRow =
  | { readonly type: "branch"; readonly key: string; readonly branch: Branch }
  | { readonly type: "create"; readonly key: string; readonly name: BranchName };

/** The branches whose name holds the query; a remote's only where there is none of the name here. */
export function branchRows(branches: readonly Branch[], query: string): readonly BranchRow[] {
  const here = new Set(branches.flatMap(({ name, remote }) => (remote === null ? [name] : [])));
  const wanted = query.toLowerCase();
  const rows = branches
    .filter(({ name, remote }) => remote === null || !here.has(name))
    .filter(({ name }) => name.toLowerCase().includes(wanted))
    .map((branch): BranchRow => {
      return { type: "branch", key: `${branch.remote ?? ""}/${branch.name}`, branch };
    });
  const name = BranchName.safeParse(query);
  if (!name.success || branches.some((branch) => branch.name === name.data)) return rows;
  return [...rows, { type: "create", key: "create", name: name.data }];
}
