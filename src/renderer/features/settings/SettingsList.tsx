import { SearchX } from "lucide-react";
import type { ReactElement } from "react";
import { useSettingsFiles } from "../../client/settingsFiles.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { FileProblems } from "./FileProblems.tsx";
import { matchSettings } from "./matchSettings.ts";
import { Section } from "./Section.tsx";
import { SettingRow } from "./SettingRow.tsx";
import { useSettingsView } from "./settingsView.ts";

const words = text.settings;

/** The settings of one group, or those that match what is searched for. */
export function SettingsList(): ReactElement {
  const { page, query, scope } = useSettingsView();
  const state = useSettingsFiles((fact) => fact.value);
  if (state === null) return <Skeleton rows={8} />;
  const shownScope = state.app === null ? "user" : scope;
  const groups = matchSettings(query, shownScope).filter(
    ({ id }) => query !== "" || page === "all" || page === id,
  );
  const file = shownScope === "user" ? state.user : state.app;
  return (
    <>
      {file !== null && <FileProblems file={file} />}
      {groups.length === 0 && <NothingFound query={query} />}
      {groups.map(({ id, title, fields }) => (
        <Section key={id} title={title}>
          <ul className="overflow-hidden rounded-lg border border-line bg-raised">
            {fields.map((field) => (
              <SettingRow key={field.key} field={field} scope={shownScope} state={state} />
            ))}
          </ul>
        </Section>
      ))}
    </>
  );
}

function NothingFound({ query }: { readonly query: string }): ReactElement {
  return (
    <EmptyState
      icon={SearchX}
      title={query === "" ? words.noneInApp.title : words.noMatch(query)}
      body={query === "" ? words.noneInApp.body : words.noMatchBody}
      action={
        query === "" ? undefined : (
          <Button onClick={() => useSettingsView.setState({ query: "" })}>{words.clear}</Button>
        )
      }
    />
  );
}
