import { type ReactElement, useState } from "react";
import type { App } from "../../../common/contracts/apps.ts";
import { useAppsList } from "../../client/facts.ts";
import { text } from "../../messages/text.ts";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { RecentAppRow } from "./RecentAppRow.tsx";
import { RenameDialog } from "./RenameDialog.tsx";

const words = text.welcome;

export function RecentApps(): ReactElement {
  const apps = useAppsList(({ value }) => value?.apps);
  const [renaming, setRenaming] = useState<App | null>(null);
  return (
    <section aria-labelledby="recent" className="flex flex-col gap-3">
      <h2 id="recent" className="text-md font-semibold text-fg">
        {words.recent}
      </h2>
      {apps === undefined && <Skeleton rows={3} />}
      {apps?.length === 0 && <p className="text-sm text-fg-3">{words.noRecent}</p>}
      {apps !== undefined && apps.length > 0 && (
        <ul className="overflow-hidden rounded-lg border border-line bg-panel">
          {apps.map((app) => (
            <RecentAppRow key={app.id} app={app} onRename={() => setRenaming(app)} />
          ))}
        </ul>
      )}
      {renaming !== null && <RenameDialog app={renaming} onClose={() => setRenaming(null)} />}
    </section>
  );
}
