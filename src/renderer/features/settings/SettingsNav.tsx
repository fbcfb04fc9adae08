import type { ReactElement } from "react";
import { useSettingsFiles } from "../../client/settingsFiles.ts";
import { text } from "../../messages/text.ts";
import { classNames } from "../../ui/classNames.ts";
import { matchSettings } from "./matchSettings.ts";
import { type SettingsPage, showPage, useSettingsView } from "./settingsView.ts";

const words = text.settings;

/** The pages of the settings. */
export function SettingsNav(): ReactElement {
  const { page, query, scope } = useSettingsView();
  const hasApp = useSettingsFiles(({ value }) => (value?.app ?? null) !== null);
  const groups = matchSettings("", hasApp ? scope : "user");
  return (
    <nav
      aria-label={words.pages}
      className="flex w-46 shrink-0 flex-col gap-0.5 overflow-auto border-r border-line p-2 max-md:w-34"
    >
      <PageButton page="all" title={words.all} chosen={query === "" && page === "all"} />
      {groups.map(({ id, title }) => (
        <PageButton key={id} page={id} title={title} chosen={query === "" && page === id} />
      ))}
      <hr className="my-1.5 border-line" />
      {(["keys", "snippets", "account", "about"] as const).map((id) => (
        <PageButton
          key={id}
          page={id}
          title={words[id].title}
          chosen={query === "" && page === id}
        />
      ))}
    </nav>
  );
}

interface PageButtonProps {
  readonly page: SettingsPage;
  readonly title: string;
  readonly chosen: boolean;
}

function PageButton({ page, title, chosen }: PageButtonProps): ReactElement {
  return (
    <button
      type="button"
      aria-current={chosen ? "page" : undefined}
      onClick={() => showPage(page)}
      className={classNames(
        "h-7 shrink-0 truncate rounded-md px-2.5 text-left text-sm transition-colors duration-100",
        chosen ? "bg-active text-fg" : "text-fg-2 hover:bg-hover hover:text-fg",
      )}
    >
      {title}
    </button>
  );
}
