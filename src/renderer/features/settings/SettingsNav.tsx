import type { ReactElement } from "react";
import { useSettingsFiles } from "../../client/settingsFiles.ts";
import { text } from "../../messages/text.ts";
import { classNames } from "../../ui/classNames.ts";
import { matchSettings } from "./matchSettings.ts";
import { type SettingsPage, showPage, useSettingsView } from "./settingsView.ts";

const words = text.settings;

interface PageEntry {
  readonly id: SettingsPage;
  readonly title: string;
}

/** Groups of settings, then the pages of their own. */
function usePages(): readonly [readonly PageEntry[], readonly PageEntry[]] {
  const scope = useSettingsView((view) => view.scope);
  const hasApp = useSettingsFiles(({ value }) => (value?.app ?? null) !== null);
  const groups = matchSettings("", hasApp ? scope : "user");
  const own = (["keys", "snippets", "account", "about"] as const).map((id) => ({
    id,
    title: words[id].title,
  }));
  return [[{ id: "all", title: words.all }, ...groups], own];
}

/** The pages of the settings, where there is room beside them. */
export function SettingsNav(): ReactElement {
  const { page, query } = useSettingsView();
  const [groups, own] = usePages();
  const button = ({ id, title }: PageEntry): ReactElement => (
    <PageButton key={id} page={id} title={title} chosen={query === "" && page === id} />
  );
  return (
    <nav
      aria-label={words.pages}
      className="hidden w-46 shrink-0 flex-col gap-0.5 overflow-auto border-r border-line p-2 @2xl/settings:flex"
    >
      {groups.map(button)}
      <hr className="my-1.5 border-line" />
      {own.map(button)}
    </nav>
  );
}

/** The same in one line, where there is none. */
export function PageChoice(): ReactElement {
  const page = useSettingsView((view) => view.page);
  const [groups, own] = usePages();
  return (
    <select
      aria-label={words.pages}
      value={page}
      onChange={(event) => showPage(event.target.value)}
      className="h-8 max-w-40 rounded-md border border-line-strong bg-raised px-1.5 text-sm text-fg @2xl/settings:hidden"
    >
      {[...groups, ...own].map(({ id, title }) => (
        <option key={id} value={id}>
          {title}
        </option>
      ))}
    </select>
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
