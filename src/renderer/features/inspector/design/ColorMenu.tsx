import { Popover } from "radix-ui";
import { type ReactElement, useState } from "react";
import { text } from "../../../messages/text.ts";
import { classNames } from "../../../ui/classNames.ts";
import { CONTROL } from "./ControlRow.tsx";
import type { Utility } from "./utilities.ts";

interface ColorMenuProps {
  readonly label: string;
  readonly list: readonly Utility[];
  readonly chosen: Utility | null;
  /** Shown while no colour of the theme is chosen. */
  readonly holds: string;
  readonly onChoose: (utility: Utility) => void;
}

const words = text.design;

/** The colours of the theme, by name. */
export function ColorMenu({ label, list, chosen, holds, onChoose }: ColorMenuProps): ReactElement {
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState("");
  const found = list.filter(({ label: name }) => name.includes(wanted.trim().toLowerCase()));
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <button
          type="button"
          aria-label={label}
          className={classNames(CONTROL, "flex items-center gap-1.5")}
        >
          <Swatch value={chosen?.swatch ?? holds} />
          <span className={classNames("truncate", chosen === null && "text-fg-3")}>
            {chosen?.label ?? holds}
          </span>
        </button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          side="right"
          align="start"
          sideOffset={6}
          collisionPadding={8}
          aria-label={label}
          className="z-50 flex w-60 animate-in flex-col rounded-lg border border-line-strong bg-raised shadow-pop"
        >
          <input
            aria-label={words.searchColors}
            placeholder={words.searchColors}
            value={wanted}
            onChange={({ target }) => setWanted(target.value)}
            className="m-2 h-7 rounded-md border border-line bg-panel px-2 text-xs text-fg"
          />
          <div className="max-h-72 overflow-y-auto px-2 pb-2">
            {found.map((utility) => (
              <button
                key={utility.className}
                type="button"
                aria-pressed={utility === chosen}
                onClick={() => {
                  setOpen(false);
                  onChoose(utility);
                }}
                className="flex h-6.5 w-full items-center gap-2 rounded-sm px-1.5 text-left text-xs text-fg-2 hover:bg-hover hover:text-fg aria-pressed:bg-active aria-pressed:text-fg"
              >
                <Swatch value={utility.swatch ?? ""} />
                <span className="truncate">{utility.label}</span>
              </button>
            ))}
          </div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** Only what is a colour and loads nothing. */
const SAFE = /^[\w\s#%.,()/+*-]*$/;

function Swatch({ value }: { readonly value: string }): ReactElement {
  const isSafe = SAFE.test(value) && !/url|image/i.test(value);
  return (
    <span
      aria-hidden="true"
      className="size-3.5 shrink-0 rounded-sm border border-line-strong"
      style={isSafe ? { backgroundColor: value } : undefined}
    />
  );
}
