import { ArrowLeft, FileJson2 } from "lucide-react";
import type { ReactElement } from "react";
import { useApp } from "../../client/currentApp.ts";
import { useSettings } from "../../client/facts.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { runCommand } from "../../ui/commands.ts";
import { Field } from "../../ui/Field.tsx";
import { Segmented } from "../../ui/Segmented.tsx";
import { About } from "./About.tsx";
import { AccountPage } from "./AccountPage.tsx";
import { Keys } from "./Keys.tsx";
import { Section } from "./Section.tsx";
import { SettingsList } from "./SettingsList.tsx";
import { PageChoice, SettingsNav } from "./SettingsNav.tsx";
import { useSettingsView } from "./settingsView.ts";
import { TextPage } from "./TextPage.tsx";
import { SnippetsPage } from "./SnippetsPage.tsx";

const words = text.settings;

export function Settings(): ReactElement {
  const editing = useSettingsView((view) => view.editing);
  return (
    <div className="@container/settings flex h-full min-h-0 flex-col bg-panel">
      {editing === null ? <Pages /> : <TextPage kind={editing} />}
    </div>
  );
}

function Pages(): ReactElement {
  const problem = useSettings((fact) => fact.problem);
  return (
    <>
      <Head />
      <div className="flex min-h-0 flex-1">
        <SettingsNav />
        <div className="min-w-0 flex-1 overflow-auto">
          <div className="mx-auto flex max-w-210 flex-col gap-7 px-4 py-5 @2xl/settings:px-6">
            {problem !== null && (
              <p role="alert" className="rounded-md bg-err-soft px-3 py-2 text-sm text-fg">
                {words.failed}. {problem.message} {problem.next}
              </p>
            )}
            <Page />
          </div>
        </div>
      </div>
    </>
  );
}

function Head(): ReactElement {
  const app = useApp();
  const { query, scope } = useSettingsView();
  return (
    <header className="flex flex-wrap items-center gap-3 border-b border-line px-4 py-2.5">
      <h1 className="text-md font-semibold text-fg">{words.title}</h1>
      <PageChoice />
      <div className="min-w-40 flex-1">
        <Field
          label={words.search}
          hideLabel
          type="search"
          placeholder={words.searchPlaceholder}
          value={query}
          onChange={(event) => useSettingsView.setState({ query: event.target.value })}
        />
      </div>
      {app !== null && (
        <Segmented
          label={words.scope.label}
          value={scope}
          onChange={(chosen) => useSettingsView.setState({ scope: chosen })}
          segments={[
            { id: "user", label: words.scope.user, hint: words.scope.userHint },
            { id: "app", label: words.scope.app, hint: words.scope.appHint(app.name) },
          ]}
        />
      )}
      <Button
        size="sm"
        icon={FileJson2}
        onClick={() => useSettingsView.setState({ editing: "settings" })}
      >
        {words.file.open}
      </Button>
      <Button size="sm" tone="quiet" icon={ArrowLeft} onClick={() => runCommand("view.back")}>
        {words.back}
      </Button>
    </header>
  );
}

function Page(): ReactElement {
  const { page, query } = useSettingsView();
  if (query !== "") return <SettingsList />;
  if (page === "keys") {
    return (
      <Section title={words.keys.title} hint={words.keys.hint}>
        <Keys />
      </Section>
    );
  }
  if (page === "snippets") return <SnippetsPage />;
  if (page === "account") return <AccountPage />;
  if (page === "about") {
    return (
      <Section title={words.about.title}>
        <About />
      </Section>
    );
  }
  return <SettingsList />;
}
