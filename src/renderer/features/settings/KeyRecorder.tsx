import { type KeyboardEvent, type ReactElement, useState } from "react";
import { text } from "../../messages/text.ts";
import { keyLabel, keyOfPress } from "../../ui/keys.ts";

const words = text.settings.keys;

interface KeyRecorderProps {
  readonly label: string;
  /** What stands in it before anything was pressed. */
  readonly hint: string;
  /** Told after each press: one key, or a chord of two. */
  readonly onPress?: (keys: string) => void;
  /** Enter takes the keys, Escape or leaving the field takes none: null. */
  readonly onEnd: (keys: string | null) => void;
}

/** A field that takes every key as a key, not as text. */
export function KeyRecorder({ label, hint, onPress, onEnd }: KeyRecorderProps): ReactElement {
  const [keys, setKeys] = useState<string | null>(null);
  const record = (event: KeyboardEvent): void => {
    if (event.key === "Tab" && !event.ctrlKey && !event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    const key = keyOfPress(event.nativeEvent);
    if (key === undefined) return;
    if (key === "escape") onEnd(null);
    else if (key === "enter") onEnd(keys);
    else {
      // A third press begins again.
      const next = keys === null || keys.includes(" ") ? key : `${keys} ${key}`;
      setKeys(next);
      onPress?.(next);
    }
  };
  return (
    <input
      readOnly
      // The person chose to record: the next keys are meant for this field.
      ref={(field) => field?.focus()}
      data-records-keys=""
      aria-label={label}
      value={keys === null ? hint : words.pressed(keyLabel(keys))}
      onKeyDown={record}
      onBlur={() => onEnd(null)}
      className="h-7 w-66 min-w-0 rounded-md border border-accent bg-panel px-2 text-xs text-fg-2"
    />
  );
}
