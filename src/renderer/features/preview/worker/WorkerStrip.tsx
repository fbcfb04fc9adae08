import { TriangleAlert, X } from "lucide-react";
import { type ReactElement, useState } from "react";
import { useWorker } from "../../../client/worker.ts";
import { text } from "../../../messages/text.ts";
import { Button } from "../../../ui/Button.tsx";
import { runCommand } from "../../../ui/commands.ts";
import { IconButton } from "../../../ui/IconButton.tsx";
import { WorkerProblemButton } from "./WorkerProblemCard.tsx";

const words = text.worker;

/** A thin line over the page while a part of the app's worker does not work. */
export function WorkerStrip(): ReactElement | null {
  const worker = useWorker();
  const [dismissed, setDismissed] = useState<string | null>(null);
  const problems = worker?.problems ?? [];
  // A host that was refused is what the person is waiting for right now.
  const first = problems.find(({ host }) => host !== null) ?? problems[0];
  const shown = problems.map(({ id }) => id).join("\n");
  if (worker === null || first === undefined || shown === dismissed) return null;
  return (
    <div
      role="status"
      className="flex min-h-8 shrink-0 items-center gap-2 border-b border-line bg-panel px-3 py-1 text-xs text-fg"
    >
      <TriangleAlert aria-hidden="true" className="size-3.5 shrink-0 text-warn" />
      <span className="min-w-0 flex-1 truncate">
        <span className="font-semibold">{first.title}</span>
        {problems.length > 1 && (
          <span className="text-fg-2"> {words.more(problems.length - 1)}</span>
        )}
      </span>
      <Button size="sm" tone="quiet" onClick={() => runCommand("view.tab.worker")}>
        {words.show}
      </Button>
      {first.host !== null && <WorkerProblemButton appId={worker.appId} problem={first} />}
      <IconButton icon={X} size="sm" label={words.dismiss} onClick={() => setDismissed(shown)} />
    </div>
  );
}
