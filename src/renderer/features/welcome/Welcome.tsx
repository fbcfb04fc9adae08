import { FolderGit2, FolderOpen } from "lucide-react";
import { type ReactElement, useState } from "react";
import { useCurrentApp } from "../../client/currentApp.ts";
import { useStudioInfo } from "../../client/facts.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Field } from "../../ui/Field.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { createApp, useCreation } from "./creation.ts";
import { chooseAndOpenFolder } from "./folders.ts";
import { openImport } from "./importing.ts";
import { RecentApps } from "./RecentApps.tsx";
import { StarterCard } from "./StarterCard.tsx";
import { useStarters } from "./useStarters.ts";
import { WelcomeProblem } from "./WelcomeProblem.tsx";

const words = text.welcome;

/** Where Studio begins: starters with pictures, a folder, or an app of before. */
export function Welcome(): ReactElement {
  const [name, setName] = useState("");
  const creation = useCreation((state) => state.creation);
  const openProblem = useCurrentApp((current) => current.problem);
  const appsFolder = useStudioInfo(({ value }) => value?.appsFolder);
  return (
    <main className="h-full overflow-auto">
      <div className="mx-auto flex max-w-270 flex-col gap-7 px-8 py-9 max-md:px-4 max-md:py-6">
        <div className="flex flex-wrap items-center gap-x-8 gap-y-4">
          <div className="flex min-w-70 flex-1 flex-col gap-1">
            <h1 className="text-xl font-semibold text-fg">{words.title}</h1>
            <p className="text-md text-fg-2">{words.lead}</p>
          </div>
          <div className="flex flex-wrap gap-2">
            <Button icon={FolderGit2} onClick={openImport}>
              {text.importApp.open}
            </Button>
            <Button icon={FolderOpen} onClick={() => void chooseAndOpenFolder()}>
              {words.openFolder}
            </Button>
          </div>
        </div>
        {creation.kind === "failed" && (
          <WelcomeProblem title={words.createFailed} problem={creation.problem} />
        )}
        {openProblem !== null && <WelcomeProblem title={words.openFailed} problem={openProblem} />}
        <section aria-labelledby="starters" className="flex flex-col gap-3">
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <h2 id="starters" className="flex-1 text-md font-semibold text-fg">
              {words.starters}
            </h2>
            <div className="w-75 max-w-full">
              <Field
                label={words.name}
                hideLabel
                placeholder={words.namePlaceholder}
                value={name}
                maxLength={80}
                onChange={(event) => setName(event.target.value)}
              />
            </div>
          </div>
          <StarterGrid name={name} />
          {appsFolder !== undefined && (
            <p className="text-xs text-fg-3">{words.inFolder(appsFolder)}</p>
          )}
        </section>
        <RecentApps />
      </div>
    </main>
  );
}

function StarterGrid({ name }: { readonly name: string }): ReactElement {
  const { state, retry } = useStarters();
  const creation = useCreation((current) => current.creation);
  if (state.kind === "failed") {
    const { message, next, details } = state.problem;
    const again = (
      <Button tone="primary" onClick={retry}>
        {text.ui.retry}
      </Button>
    );
    return (
      <ErrorState
        title={words.startersFailed}
        cause={message}
        next={next}
        details={details}
        action={again}
      />
    );
  }
  if (state.kind === "loading") return <Skeleton rows={8} />;
  return (
    <ul className="grid grid-cols-3 gap-4 max-lg:grid-cols-2 max-sm:grid-cols-1">
      {state.starters.map((starter) => (
        <StarterCard
          key={starter.id}
          starter={starter}
          creation={creation}
          onCreate={() => void createApp(starter, name)}
        />
      ))}
    </ul>
  );
}
