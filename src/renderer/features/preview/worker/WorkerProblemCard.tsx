import { TriangleAlert } from "lucide-react";
import type { ReactElement } from "react";
import type { AppId } from "../../../../common/apps/appId.ts";
import type { WorkerProblem } from "../../../../common/contracts/worker.ts";
import { text } from "../../../messages/text.ts";
import { Button } from "../../../ui/Button.tsx";
import { allowHost, openSettings } from "./workerActs.ts";

const words = text.worker;

interface Props {
  readonly appId: AppId;
  readonly problem: WorkerProblem;
}

/** What a part of the worker is kept from, why, and the button that helps. */
export function WorkerProblemCard({ appId, problem }: Props): ReactElement {
  return (
    <li className="flex flex-wrap items-start justify-end gap-x-2.5 gap-y-2 rounded-md border border-line bg-raised px-3 py-2.5">
      <TriangleAlert
        aria-hidden="true"
        className="mt-0.5 size-3.5 shrink-0 text-warn"
        strokeWidth={1.75}
      />
      <div className="flex min-w-0 flex-1 basis-44 flex-col items-start gap-1">
        <h4 className="text-xs font-semibold break-words text-fg">{problem.title}</h4>
        <p className="text-xs break-words text-fg-2">{problem.cause}</p>
      </div>
      <WorkerProblemButton appId={appId} problem={problem} />
    </li>
  );
}

export function WorkerProblemButton({ appId, problem }: Props): ReactElement | null {
  const { host, file } = problem;
  if (host !== null) {
    return (
      <Button size="sm" onClick={() => void allowHost(appId, host)}>
        {words.allowHost}
      </Button>
    );
  }
  if (file === null) return null;
  return (
    <Button size="sm" onClick={() => openSettings(file)}>
      {words.open(file)}
    </Button>
  );
}
