import type { LucideIcon } from "lucide-react";

export interface MenuAction {
  readonly kind?: "action";
  readonly id: string;
  readonly label: string;
  readonly icon?: LucideIcon;
  /** Secondary text below the label. */
  readonly hint?: string;
  readonly keys?: string | null;
  readonly disabled?: boolean;
  readonly danger?: boolean;
  /** Set on a choice among several; shows a check mark. */
  readonly checked?: boolean;
  readonly run: () => void;
}

export type MenuItem =
  | MenuAction
  | { readonly kind: "separator"; readonly id: string }
  | { readonly kind: "label"; readonly id: string; readonly label: string };

export const MENU_SURFACE =
  "z-50 min-w-48 max-w-96 max-h-(--radix-popper-available-height) overflow-y-auto animate-in rounded-lg border border-line-strong bg-raised p-1 text-sm text-fg shadow-pop";

export const MENU_ROW =
  "flex min-h-7 items-center gap-2 rounded-md px-2 py-1 outline-none select-none data-[highlighted]:bg-active data-[disabled]:opacity-50";
