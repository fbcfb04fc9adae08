import { ToggleGroup as Primitive } from "radix-ui";
import type { ReactElement } from "react";
import { ariaKey } from "./keys.ts";
import { Tooltip } from "./Tooltip.tsx";

export interface Segment<T extends string> {
  readonly id: T;
  readonly label: string;
  readonly hint?: string;
  readonly keys?: string | null;
}

interface SegmentedProps<T extends string> {
  readonly label: string;
  readonly segments: readonly Segment<T>[];
  readonly value: T;
  readonly onChange: (id: T) => void;
}

/** One choice among a few, all in sight. */
export function Segmented<T extends string>(props: SegmentedProps<T>): ReactElement {
  const { label, segments, value, onChange } = props;
  return (
    <Primitive.Root
      type="single"
      aria-label={label}
      value={value}
      onValueChange={(id) => {
        const chosen = segments.find((segment) => segment.id === id);
        if (chosen !== undefined) onChange(chosen.id);
      }}
      className="flex shrink-0 overflow-hidden rounded-md border border-line"
    >
      {segments.map((segment) => (
        <Tooltip key={segment.id} label={segment.hint ?? segment.label} keys={segment.keys ?? null}>
          <span className="flex">
            <Primitive.Item
              value={segment.id}
              aria-keyshortcuts={
                typeof segment.keys === "string" ? ariaKey(segment.keys) : undefined
              }
              className="h-6 px-2.5 text-xs text-fg-2 transition-colors duration-100 hover:text-fg data-[state=on]:bg-active data-[state=on]:text-fg"
            >
              {segment.label}
            </Primitive.Item>
          </span>
        </Tooltip>
      ))}
    </Primitive.Root>
  );
}
