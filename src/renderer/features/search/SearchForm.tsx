import {
  CaseSensitive,
  CaseUpper,
  ChevronRight,
  FileX,
  Regex,
  ReplaceAll,
  SlidersHorizontal,
  WholeWord,
} from "lucide-react";
import type { KeyboardEvent, ReactElement } from "react";
import { text } from "../../messages/text.ts";
import { classNames } from "../../ui/classNames.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { SearchField, ToggleInField } from "./SearchField.tsx";
import { replaceAll, setSearchField } from "./searchActs.ts";
import { changeForm, searchNow } from "./searchRun.ts";
import { focusResults } from "./ResultTree.tsx";
import { useSearch } from "./searchState.ts";

const words = text.search;

/** What to search for, where, and what to put in its place. */
export function SearchForm({ hasResults }: { readonly hasResults: boolean }): ReactElement {
  const form = useSearch((state) => state.form);
  return (
    <form
      role="search"
      className="flex shrink-0 gap-1 border-b border-line py-2 pr-2 pl-1"
      onSubmit={(event) => {
        event.preventDefault();
        searchNow();
      }}
    >
      <button
        type="button"
        aria-label={form.showsReplace ? words.hideReplace : words.showReplace}
        aria-expanded={form.showsReplace}
        onClick={() => changeForm({ showsReplace: !form.showsReplace })}
        className={classNames(
          "grid w-5 shrink-0 place-items-center self-start rounded-sm text-fg-3 hover:bg-hover hover:text-fg",
          form.showsReplace ? "h-15.5" : "h-7",
        )}
      >
        <ChevronRight
          aria-hidden="true"
          className={classNames(
            "size-3.5 transition-transform duration-100",
            form.showsReplace && "rotate-90",
          )}
        />
      </button>
      <div className="flex min-w-0 flex-1 flex-col gap-1.5">
        <PatternField />
        {form.showsReplace && <TemplateField hasResults={hasResults} />}
        <ScopeFields />
      </div>
    </form>
  );
}

function PatternField(): ReactElement {
  const { pattern, matchCase, wholeWord, isRegex } = useSearch((state) => state.form);
  const failed = useSearch(
    ({ progress }) => progress.status === "failed" && progress.problem.code === "invalid-input",
  );
  return (
    <SearchField
      ref={setSearchField}
      label={words.pattern}
      placeholder={words.placeholder}
      value={pattern}
      invalid={failed}
      onKeyDown={intoResults}
      onText={(next) => changeForm({ pattern: next })}
    >
      <ToggleInField
        icon={CaseSensitive}
        label={words.matchCase}
        pressed={matchCase}
        onToggle={(pressed) => changeForm({ matchCase: pressed })}
      />
      <ToggleInField
        icon={WholeWord}
        label={words.wholeWord}
        pressed={wholeWord}
        onToggle={(pressed) => changeForm({ wholeWord: pressed })}
      />
      <ToggleInField
        icon={Regex}
        label={words.isRegex}
        pressed={isRegex}
        onToggle={(pressed) => changeForm({ isRegex: pressed })}
      />
    </SearchField>
  );
}

function TemplateField({ hasResults }: { readonly hasResults: boolean }): ReactElement {
  const { template, preserveCase } = useSearch((state) => state.form);
  const replacing = useSearch((state) => state.replacing);
  return (
    <div className="flex items-center gap-1">
      <SearchField
        label={words.template}
        placeholder={words.templatePlaceholder}
        value={template}
        onKeyDown={intoResults}
        onText={(next) => changeForm({ template: next })}
      >
        <ToggleInField
          icon={CaseUpper}
          label={words.preserveCase}
          pressed={preserveCase}
          onToggle={(pressed) => changeForm({ preserveCase: pressed })}
        />
      </SearchField>
      <IconButton
        size="sm"
        icon={ReplaceAll}
        label={words.replaceAll}
        disabled={!hasResults || replacing}
        onClick={() => void replaceAll()}
      />
    </div>
  );
}

function ScopeFields(): ReactElement {
  const { include, exclude, respectIgnores, showsScope } = useSearch((state) => state.form);
  const isNarrowed = include !== "" || exclude !== "" || !respectIgnores;
  return (
    <>
      <button
        type="button"
        aria-expanded={showsScope}
        onClick={() => changeForm({ showsScope: !showsScope })}
        className="flex h-6 items-center gap-1.5 self-start rounded-sm pr-1.5 text-xs text-fg-3 hover:text-fg"
      >
        <SlidersHorizontal aria-hidden="true" className="size-3.5" />
        {words.scope}
        {isNarrowed && <span aria-hidden="true" className="size-1.5 rounded-full bg-accent" />}
      </button>
      {showsScope && (
        <>
          <SearchField
            label={words.include}
            prefix={words.include}
            placeholder={words.includePlaceholder}
            value={include}
            onText={(next) => changeForm({ include: next })}
          />
          <SearchField
            label={words.exclude}
            prefix={words.exclude}
            placeholder={words.excludePlaceholder}
            value={exclude}
            onText={(next) => changeForm({ exclude: next })}
          >
            <ToggleInField
              icon={FileX}
              label={words.respectIgnores}
              pressed={respectIgnores}
              onToggle={(pressed) => changeForm({ respectIgnores: pressed })}
            />
          </SearchField>
        </>
      )}
    </>
  );
}

function intoResults(event: KeyboardEvent): void {
  if (event.key !== "ArrowDown") return;
  if (focusResults()) event.preventDefault();
}
