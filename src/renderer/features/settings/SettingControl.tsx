import type { ReactElement } from "react";
import type { SettingField } from "../../../common/contracts/settingFields.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { Segmented } from "../../ui/Segmented.tsx";
import { DraftInput } from "./DraftInput.tsx";
import { useSettingsView } from "./settingsView.ts";
import { Switch } from "./Switch.tsx";

const words = text.settings;

/** More choices than this do not fit beside each other. */
const MAX_SEGMENTS = 3;

interface SettingControlProps {
  readonly field: SettingField;
  readonly value: unknown;
  readonly describedBy: string;
  readonly onChange: (value: unknown) => void;
}

/** What changes a setting, by the shape of its value. */
export function SettingControl(props: SettingControlProps): ReactElement {
  const { field, value, describedBy, onChange } = props;
  const { shape, title } = field;
  switch (shape.kind) {
    case "boolean":
      return (
        <Switch label={title} describedBy={describedBy} on={value === true} onChange={onChange} />
      );
    case "choice":
      return shape.options.length <= MAX_SEGMENTS ? (
        <Segmented
          label={title}
          value={String(value)}
          onChange={onChange}
          segments={shape.options.map((option) => ({ id: option.value, label: option.label }))}
        />
      ) : (
        <select
          aria-label={title}
          aria-describedby={describedBy}
          value={String(value)}
          onChange={(event) => onChange(event.target.value)}
          className="h-7 max-w-full rounded-md border border-line-strong bg-raised px-1.5 text-xs text-fg"
        >
          {shape.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      );
    case "number":
      return (
        <DraftInput
          label={title}
          describedBy={describedBy}
          shown={String(value)}
          numeric
          onCommit={(typed) => onChange(typed.trim() === "" ? undefined : Number(typed))}
        />
      );
    case "text":
      return (
        <DraftInput
          label={title}
          describedBy={describedBy}
          shown={String(value)}
          onCommit={onChange}
        />
      );
    case "list":
      return (
        <DraftInput
          label={title}
          describedBy={describedBy}
          shown={Array.isArray(value) ? value.join(", ") : ""}
          onCommit={(typed) => onChange(listOf(typed, shape.of))}
        />
      );
    case "object":
      return (
        <Button
          size="sm"
          aria-describedby={describedBy}
          onClick={() => useSettingsView.setState({ editing: "settings" })}
        >
          {words.editInFile}
        </Button>
      );
  }
}

function listOf(typed: string, of: "number" | "text"): readonly (string | number)[] {
  const items = typed
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
  return of === "number" ? items.map(Number) : items;
}
