import { RotateCcw } from "lucide-react";
import { type ReactElement, useId, useState } from "react";
import type { Problem } from "../../../common/contracts/problem.ts";
import type { SettingsState } from "../../../common/contracts/settings.ts";
import type { SettingField, SettingsScope } from "../../../common/contracts/settingFields.ts";
import { useCurrentApp } from "../../client/currentApp.ts";
import { changeSetting } from "../../client/settingsFiles.ts";
import { text } from "../../messages/text.ts";
import { classNames } from "../../ui/classNames.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { SettingControl } from "./SettingControl.tsx";

const words = text.settings;

interface SettingRowProps {
  readonly field: SettingField;
  readonly scope: SettingsScope;
  readonly state: SettingsState;
}

/** One setting: what it is, its value in this scope, whether it was changed, and the way back. */
export function SettingRow({ field, scope, state }: SettingRowProps): ReactElement {
  const [problem, setProblem] = useState<Problem | null>(null);
  const appId = useCurrentApp((current) => current.appId);
  const note = useId();
  const file = scope === "user" ? state.user : state.app;
  const changed = file !== null && Object.hasOwn(file.values, field.key);
  const change = async (value: unknown): Promise<void> => {
    setProblem(await changeSetting(scope === "user" ? null : appId, field.key, value));
  };
  return (
    <li
      className={classNames(
        "relative flex min-h-13 flex-col gap-2 border-b border-line py-2.5 pr-2 pl-4 last:border-0 @2xl/settings:flex-row @2xl/settings:items-center @2xl/settings:gap-6",
        changed && "before:absolute before:inset-y-2 before:left-0 before:w-0.5 before:bg-accent",
      )}
    >
      <div className="flex min-w-0 flex-1 flex-col gap-0.5">
        <span className="flex flex-wrap items-baseline gap-x-2">
          <span className="text-sm text-fg">{field.title}</span>
          <code className="text-xs text-fg-3">{field.key}</code>
        </span>
        <span id={note} className="text-xs text-fg-2">
          {field.description}
          {changed && <span className="sr-only"> {words.changed}</span>}
        </span>
        <Overridden field={field} scope={scope} state={state} />
        {problem !== null && (
          <span role="alert" className="text-xs text-err">
            {problem.message} {problem.next}
          </span>
        )}
      </div>
      <div className="flex shrink-0 items-center gap-1.5">
        <SettingControl
          field={field}
          value={valueIn(field, scope, state)}
          describedBy={note}
          onChange={(value) => void change(value)}
        />
        <span className="w-7">
          {changed && (
            <IconButton
              icon={RotateCcw}
              label={words.resetOf(field.title)}
              onClick={() => void change(undefined)}
            />
          )}
        </span>
      </div>
    </li>
  );
}

/** What holds in this scope: an app begins with what the person set. */
function valueIn(
  { key, default: initial }: SettingField,
  scope: SettingsScope,
  state: SettingsState,
) {
  const own = state.user.values[key] ?? initial;
  return scope === "user" ? own : (state.app?.values[key] ?? own);
}

/** Says where another file decides, or which value it would otherwise have. */
function Overridden({ field, scope, state }: SettingRowProps): ReactElement | null {
  const byApp =
    scope === "user" && state.app !== null && Object.hasOwn(state.app.values, field.key);
  if (!byApp) return null;
  return <span className="text-xs text-warn">{words.setByApp}</span>;
}
