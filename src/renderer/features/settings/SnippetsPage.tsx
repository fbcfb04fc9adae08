import { FileJson2 } from "lucide-react";
import type { ReactElement } from "react";
import { useSnippets } from "../../client/snippets.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { Section } from "./Section.tsx";
import { useSettingsView } from "./settingsView.ts";

const words = text.settings.snippets;

/** The snippets of the person and the app; the bundled ones are named. */
export function SnippetsPage(): ReactElement {
  const { value, problem } = useSnippets();
  const problems = [...(problem === null ? [] : [problem]), ...(value?.problems ?? [])];
  return (
    <Section title={words.title} hint={words.hint}>
      <div>
        <Button icon={FileJson2} onClick={() => useSettingsView.setState({ editing: "snippets" })}>
          {words.open}
        </Button>
      </div>
      {problems.map(({ message, next }) => (
        <p key={message} role="alert" className="rounded-md bg-warn-soft px-3 py-2 text-xs text-fg">
          {message} {next}
        </p>
      ))}
      {value !== null && value.snippets.length === 0 && (
        <p className="text-sm text-fg-2">{words.none}</p>
      )}
      {value !== null && value.snippets.length > 0 && (
        <ul className="overflow-hidden rounded-lg border border-line bg-raised">
          {value.snippets.map((snippet) => (
            <li
              key={`${snippet.name} ${snippet.prefixes.join()}`}
              className="flex items-baseline gap-3 border-b border-line px-3.5 py-2 last:border-0"
            >
              <code className="text-xs text-accent">{snippet.prefixes.join(", ")}</code>
              <span className="min-w-0 flex-1 truncate text-sm text-fg">
                {snippet.name}
                {snippet.description !== null && (
                  <span className="text-fg-3"> {snippet.description}</span>
                )}
              </span>
              <span className="text-xs text-fg-3">
                {snippet.languages.length === 0 ? words.everywhere : snippet.languages.join(", ")}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
