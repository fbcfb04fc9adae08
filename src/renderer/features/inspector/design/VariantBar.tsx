import { Moon } from "lucide-react";
import type { ReactElement } from "react";
import type { ThemeToken } from "../../../../common/contracts/design.ts";
import { text } from "../../../messages/text.ts";
import { IconButton } from "../../../ui/IconButton.tsx";
import { Segmented } from "../../../ui/Segmented.tsx";
import type { Variant } from "./utilities.ts";

const words = text.design;

interface VariantBarProps {
  readonly breakpoints: readonly ThemeToken[];
  readonly variant: Variant;
  readonly onChange: (variant: Variant) => void;
}

/** At which width, and in which mode, the controls read and write. */
export function VariantBar({ breakpoints, variant, onChange }: VariantBarProps): ReactElement {
  const base = words.variants["base"] ?? "";
  const segments = [
    { id: "", label: base },
    ...breakpoints.map(({ name, value }) => ({ id: name, label: name, hint: `${name}: ${value}` })),
  ];
  return (
    <div className="flex h-9 shrink-0 items-center gap-1.5 overflow-hidden border-b border-line px-3 [&_button]:px-1.5">
      <Segmented
        label={words.variant}
        segments={segments.map((segment) => ({
          ...segment,
          id: segment.id === "" ? "base" : segment.id,
        }))}
        value={variant.breakpoint === "" ? "base" : variant.breakpoint}
        onChange={(id) => onChange({ ...variant, breakpoint: id === "base" ? "" : id })}
      />
      <span className="flex-1" />
      <IconButton
        size="sm"
        icon={Moon}
        label={words.darkHint}
        pressed={variant.dark}
        onClick={() => onChange({ ...variant, dark: !variant.dark })}
      />
    </div>
  );
}
