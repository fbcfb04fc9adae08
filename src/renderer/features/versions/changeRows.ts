import {
  type KeptChanges,
  MAX_LISTED_CHANGES,
  type ReadyRepository,
  type VersionChange,
} from "../../../common/contracts/versions.ts";

export type SectionId = "conflicts" | "staged" | "unstaged" | "kept";

export type ChangeRow =
  | {
      readonly type: "section";
      readonly id: SectionId;
      readonly count: number;
      readonly open: boolean;
    }
  | {
      readonly type: "change";
      readonly section: Exclude<SectionId, "kept">;
      readonly change: VersionChange;
    }
  | { readonly type: "kept"; readonly kept: KeptChanges }
  | { readonly type: "more"; readonly count: number };

/** The lines of the list of changes. A file with staged and other changes stands in both sections. */
export function changeRows(
  { changes, counts }: ReadyRepository,
  kept: readonly KeptChanges[],
  closed: ReadonlySet<string>,
): readonly ChangeRow[] {
  const rows: ChangeRow[] = [];
  const section = (id: SectionId, count: number, below: () => readonly ChangeRow[]): void => {
    if (count === 0) return;
    const open = !closed.has(id);
    rows.push({ type: "section", id, count, open });
    if (open) rows.push(...below());
  };
  const listed = (
    id: Exclude<SectionId, "kept">,
    belongs: (change: VersionChange) => boolean,
  ): readonly ChangeRow[] =>
    changes.filter(belongs).map((change) => ({ type: "change", section: id, change }));
  section("conflicts", counts.conflicts, () =>
    listed("conflicts", (each) => each.conflict !== null),
  );
  section("staged", counts.staged, () => listed("staged", (each) => each.staged !== null));
  section("unstaged", counts.unstaged, () => listed("unstaged", (each) => each.unstaged !== null));
  if (changes.length === MAX_LISTED_CHANGES) {
    const files = counts.staged + counts.unstaged + counts.conflicts;
    rows.push({ type: "more", count: Math.max(0, files - MAX_LISTED_CHANGES) });
  }
  section("kept", kept.length, () => kept.map((each) => ({ type: "kept", kept: each })));
  return rows;
}

export function rowKey(row: ChangeRow): string {
  switch (row.type) {
    case "section":
      return `section ${row.id}`;
    case "change":
      return `${row.section} ${row.change.path}`;
    case "kept":
      return `kept ${row.kept.id}`;
    case "more":
      return "more";
  }
}
