import type { LucideIcon } from "lucide-react";
import type { Problem } from "../../common/contracts/problem.ts";

/** One thing that the box found. */
export interface OmniRow {
  readonly key: string;
  readonly icon: LucideIcon | null;
  readonly title: string;
  /** Places of the title's letters that matched. */
  readonly titleAt: readonly number[];
  /** Stands beside the title, quieter: a folder. */
  readonly detail: string;
  readonly detailAt: readonly number[];
  /** At the row's end. */
  readonly note: string;
  /** The key of a command; null when there is none. */
  readonly keys: string | null;
  /** Runs once the box is closed and the focus is back where it was. */
  readonly run: () => void;
}

export type OmniResult =
  /** `rows` are for an earlier query meanwhile, and none of them may be taken. */
  | { readonly kind: "loading"; readonly rows: readonly OmniRow[] }
  | { readonly kind: "failed"; readonly problem: Problem }
  /** `empty` is said when there are no rows. */
  | { readonly kind: "ready"; readonly rows: readonly OmniRow[]; readonly empty: string };
