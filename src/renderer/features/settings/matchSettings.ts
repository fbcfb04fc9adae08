import {
  type SettingField,
  type SettingsScope,
  settingFields,
} from "../../../common/contracts/settingFields.ts";
import { PREFERENCE_GROUPS } from "../../../common/contracts/preferences.ts";

export interface SettingGroup {
  readonly id: string;
  readonly title: string;
  readonly fields: readonly SettingField[];
}

/** Set by a view of their own: the keys. */
const ELSEWHERE: ReadonlySet<string> = new Set(["keybindings"]);

/** The settings whose words hold every word of the query, by group; groups without any are left out. */
export function matchSettings(query: string, scope: SettingsScope): readonly SettingGroup[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  const shown = settingFields.filter(
    (field) => !ELSEWHERE.has(field.key) && (scope === "user" || field.inApp),
  );
  const known: ReadonlySet<string> = new Set(PREFERENCE_GROUPS.map(({ id }) => id));
  const groups = [...PREFERENCE_GROUPS, { id: "other", title: "Other" }];
  return groups
    .map(({ id, title }) => ({
      id,
      title,
      fields: shown.filter(
        (field) =>
          (known.has(field.group) ? field.group === id : id === "other") &&
          words.every((word) => wordsOf(field, title).includes(word)),
      ),
    }))
    .filter(({ fields }) => fields.length > 0);
}

function wordsOf({ key, title, description, shape }: SettingField, group: string): string {
  const options = shape.kind === "choice" ? shape.options.map(({ label }) => label) : [];
  return [key, title, description, group, ...options].join(" ").toLowerCase();
}
