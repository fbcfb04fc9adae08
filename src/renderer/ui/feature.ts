import type { LucideIcon } from "lucide-react";
import type { ComponentType } from "react";
import type { Command } from "./commands.ts";

/** A tab of the panel below the main area. */
export interface BottomPanel {
  readonly id: string;
  readonly title: string;
  readonly component: ComponentType;
  /** A small count beside the title; renders nothing when there is nothing to count. */
  readonly badge?: ComponentType;
}

export interface StatusItem {
  readonly id: string;
  readonly side: "left" | "right";
  /** Smaller stands further left on its side. The frame's own items stand at 10, 20, 30 … */
  readonly order: number;
  readonly component: ComponentType;
}

/**
 * A part of Studio as the frame shows it. Features are plain objects collected in
 * `renderer/features.ts`; they never import each other or the shell.
 */
export interface Feature {
  readonly id: string;
  readonly title: string;
  readonly icon: LucideIcon;
  /** Where its button stands on the rail; left out for a feature that is not chosen there. */
  readonly rail?: "top" | "bottom";
  /** Shown in the side panel while the feature is chosen on the rail. */
  readonly side?: ComponentType;
  /** Pixels its side panel needs at least; a narrower one is widened while it is chosen. */
  readonly sideMin?: number;
  /** Shown in the main area while chosen. The first feature's stays when the chosen has none. */
  readonly main?: ComponentType;
  /** Its main view makes sense while no app is open. */
  readonly needsNoApp?: boolean;
  readonly bottom?: readonly BottomPanel[];
  /** Fills the preview area. At most one feature has it. */
  readonly preview?: ComponentType;
  /** Fills the whole frame while no app is open. At most one feature has it. */
  readonly home?: ComponentType;
  /** Always mounted above the frame: the tour, dialogs a command opens. */
  readonly overlay?: ComponentType;
  readonly status?: readonly StatusItem[];
  readonly commands?: readonly Command[];
}
