import { text } from "../../../messages/text.ts";

export type Backdrop = "checks" | "light" | "dark";

const words = text.fileViews.backdrops;

/** What shows through a picture: checks tell what is transparent, the others how it will look. */
export const BACKDROPS: readonly { id: Backdrop; label: string; surface: string }[] = [
  {
    id: "checks",
    label: words.checks,
    surface:
      "bg-[repeating-conic-gradient(var(--bg-active)_0_25%,var(--bg-raised)_0_50%)] bg-size-[16px_16px]",
  },
  { id: "light", label: words.light, surface: "bg-white" },
  { id: "dark", label: words.dark, surface: "bg-[#0e1014]" },
];
