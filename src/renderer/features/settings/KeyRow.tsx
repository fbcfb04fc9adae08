import { Pencil, RotateCcw, TriangleAlert, X } from "lucide-react";
import { type KeyboardEvent, type ReactElement, useState } from "react";
import { text } from "../../messages/text.ts";
import { type Command, useCommands } from "../../ui/commands.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { Kbd } from "../../ui/Kbd.tsx";
import { conflictsOf, type KeyOverrides, keyOf } from "../../ui/keybinding.ts";
import { keyLabel, keyOfPress } from "../../ui/keys.ts";
import { bindKey, resetKey } from "./keyChanges.ts";

const words = text.settings.keys;

interface KeyRowProps {
  readonly command: Command;
  readonly overrides: KeyOverrides;
}

export function KeyRow({ command, overrides }: KeyRowProps): ReactElement {
  const [recording, setRecording] = useState(false);
  const key = keyOf(command, overrides);
  return (
    <li className="flex min-h-10 items-center gap-3 border-b border-line py-1 pr-1.5 pl-3.5 last:border-0">
      <div className="flex min-w-0 flex-1 flex-col">
        <span className="truncate text-sm text-fg">
          <span className="text-fg-3">{command.category}: </span>
          {command.title}
        </span>
        <Conflict command={command} overrides={overrides} />
      </div>
      {recording ? (
        <Recorder
          command={command}
          onEnd={(pressed) => {
            setRecording(false);
            if (pressed !== null) void bindKey(command.id, pressed);
          }}
        />
      ) : (
        <span className="text-xs text-fg-3">
          {key === null ? words.none : <Kbd keys={key} />}
          {key !== null && <span className="sr-only">{keyLabel(key)}</span>}
        </span>
      )}
      <span className="flex w-22 justify-end">
        {overrides[command.id] !== undefined && (
          <IconButton
            icon={RotateCcw}
            label={words.resetOf(command.title)}
            onClick={() => void resetKey(command.id)}
          />
        )}
        {key !== null && (
          <IconButton
            icon={X}
            label={words.unbindOf(command.title)}
            onClick={() => void bindKey(command.id, null)}
          />
        )}
        <IconButton
          icon={Pencil}
          label={words.changeOf(command.title)}
          onClick={() => setRecording(true)}
        />
      </span>
    </li>
  );
}

function Conflict({ command, overrides }: KeyRowProps): ReactElement | null {
  const commands = useCommands((registry) => registry.commands);
  const others = conflictsOf(command, commands.values(), overrides);
  if (others.length === 0) return null;
  return (
    <span className="flex items-center gap-1.5 text-xs text-warn">
      <TriangleAlert aria-hidden="true" className="size-3.5 shrink-0" />
      <span className="truncate">
        {words.conflict(others.map((other) => other.title).join(", "))}
      </span>
    </span>
  );
}

interface RecorderProps {
  readonly command: Command;
  /** The key that was pressed; null keeps what there was. */
  readonly onEnd: (key: string | null) => void;
}

function Recorder({ command, onEnd }: RecorderProps): ReactElement {
  const record = (event: KeyboardEvent): void => {
    if (event.key === "Tab") return;
    event.preventDefault();
    event.stopPropagation();
    const key = keyOfPress(event.nativeEvent);
    if (key === "escape") onEnd(null);
    else if (key !== undefined) onEnd(key);
  };
  return (
    <input
      readOnly
      // The person chose to record: the next keys are meant for this field.
      ref={(field) => field?.focus()}
      data-records-keys=""
      aria-label={words.changeOf(command.title)}
      value={words.press}
      onKeyDown={record}
      onBlur={() => onEnd(null)}
      className="h-7 w-54 rounded-md border border-accent bg-panel px-2 text-xs text-fg-2"
    />
  );
}
