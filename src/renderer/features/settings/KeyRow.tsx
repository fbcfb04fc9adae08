import { Pencil, RotateCcw, TriangleAlert, X } from "lucide-react";
import { memo, type ReactElement, type ReactNode, useState } from "react";
import { text } from "../../messages/text.ts";
import type { Command } from "../../ui/commands.ts";
import { type KeyOverrides, keyOf } from "../../ui/keybinding.ts";
import { Kbd } from "../../ui/Kbd.tsx";
import { keyLabel } from "../../ui/keys.ts";
import { bindKey, resetKey } from "./keyChanges.ts";
import { KeyRecorder } from "./KeyRecorder.tsx";

const words = text.settings.keys;

interface KeyRowProps {
  readonly command: Command;
  readonly overrides: KeyOverrides;
  /** Titles of other commands with this key. */
  readonly conflicts: string;
}

export const KeyRow = memo(function KeyRow(props: KeyRowProps): ReactElement {
  const { command, overrides, conflicts } = props;
  const [recording, setRecording] = useState(false);
  const key = keyOf(command, overrides);
  return (
    <li className="relative flex min-h-10 items-center gap-3 border-b border-line py-1 pr-1.5 pl-3.5 [contain-intrinsic-size:auto_40px] [content-visibility:auto] last:border-0">
      <div className="flex min-w-0 flex-1 flex-col">
        <span className="truncate text-sm text-fg">
          <span className="text-fg-3">{command.category}: </span>
          {command.title}
        </span>
        {command.context !== undefined && (
          <span className="truncate text-xs text-fg-3" title={command.context}>
            {words.when(command.context)}
          </span>
        )}
        {conflicts !== "" && (
          <span className="flex items-center gap-1.5 text-xs text-warn">
            <TriangleAlert aria-hidden="true" className="size-3.5 shrink-0" />
            <span className="truncate">{words.conflict(conflicts)}</span>
          </span>
        )}
      </div>
      {recording ? (
        <KeyRecorder
          label={words.changeOf(command.title)}
          hint={words.press}
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
      <RowActions command={command} overrides={overrides} onRecord={() => setRecording(true)} />
    </li>
  );
});

interface RowActionsProps {
  readonly command: Command;
  readonly overrides: KeyOverrides;
  readonly onRecord: () => void;
}

function RowActions({ command, overrides, onRecord }: RowActionsProps): ReactElement {
  const { id, title } = command;
  return (
    <span className="flex w-22 justify-end">
      {overrides[id] !== undefined && (
        <RowButton label={words.resetOf(title)} onClick={() => void resetKey(id)}>
          <RotateCcw aria-hidden="true" className="size-4" strokeWidth={1.75} />
        </RowButton>
      )}
      {keyOf(command, overrides) !== null && (
        <RowButton label={words.unbindOf(title)} onClick={() => void bindKey(id, null)}>
          <X aria-hidden="true" className="size-4" strokeWidth={1.75} />
        </RowButton>
      )}
      <RowButton label={words.changeOf(title)} onClick={onRecord}>
        <Pencil aria-hidden="true" className="size-4" strokeWidth={1.75} />
      </RowButton>
    </span>
  );
}

interface RowButtonProps {
  readonly label: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

/** Without the tooltips of other buttons: there are hundreds of these. */
function RowButton({ label, onClick, children }: RowButtonProps): ReactElement {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={onClick}
      className="grid size-7 shrink-0 place-items-center rounded-md text-fg-2 transition-colors duration-100 hover:bg-hover hover:text-fg"
    >
      {children}
    </button>
  );
}
