import { Braces } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import type { WorkerBinding, WorkerState } from "../../../../common/contracts/worker.ts";
import { useWorker } from "../../../client/worker.ts";
import { text } from "../../../messages/text.ts";
import { Badge } from "../../../ui/Badge.tsx";
import { classNames } from "../../../ui/classNames.ts";
import { Dot, type DotState } from "../../../ui/Dot.tsx";
import { EmptyState } from "../../../ui/EmptyState.tsx";
import { AllowedHosts } from "./AllowedHosts.tsx";
import { openSettings } from "./workerActs.ts";
import { WorkerLog } from "./WorkerLog.tsx";
import { WorkerProblemCard } from "./WorkerProblemCard.tsx";

const words = text.worker;

/** The app's own worker: what it is bound to, what keeps a part from working, and its log. */
export function WorkerPanel(): ReactElement {
  const worker = useWorker();
  if (worker === null || (worker.status === "waiting" && worker.problems.length === 0)) {
    return <EmptyState icon={Braces} title={words.waiting.title} body={words.waiting.body} />;
  }
  if (worker.status === "none" && worker.problems.length === 0) {
    return <EmptyState icon={Braces} title={words.none.title} body={words.none.body} />;
  }
  return (
    <div className="@container h-full min-h-0">
      <div className="grid h-full min-h-0 grid-rows-[1fr_minmax(8rem,45%)] @lg:grid-cols-[minmax(16rem,1fr)_minmax(0,1fr)] @lg:grid-rows-1">
        <div className="min-h-0 overflow-auto px-3 py-3" tabIndex={0} aria-label={words.title}>
          <About worker={worker} />
        </div>
        <section
          aria-label={words.log}
          className="min-h-0 border-t border-line py-1 @lg:border-t-0 @lg:border-l"
        >
          <WorkerLog />
        </section>
      </div>
    </div>
  );
}

/** How many problems the worker has. */
export function WorkerBadge(): ReactElement | null {
  const count = useWorker()?.problems.length ?? 0;
  return count === 0 ? null : <Badge tone="warn">{count}</Badge>;
}

const DOTS: Readonly<Record<WorkerState["status"], DotState>> = {
  waiting: "running",
  none: "off",
  ready: "ok",
  failed: "err",
};

function About({ worker }: { readonly worker: WorkerState }): ReactElement {
  const { appId, status, file, script, problems, bindings } = worker;
  return (
    <div className="flex flex-col gap-4">
      <p className="flex items-center gap-2 text-xs text-fg">
        <Dot state={DOTS[status]} />
        <span className="shrink-0">{words.status[status]}</span>
        <span className="min-w-0 flex-1 truncate font-mono text-fg-3">{script}</span>
        {file !== null && (
          <button
            type="button"
            onClick={() => openSettings(file)}
            className="min-h-6 shrink-0 rounded-sm font-mono text-accent underline-offset-2 hover:underline"
          >
            {file}
          </button>
        )}
      </p>
      {problems.length > 0 && (
        <Part title={words.problems}>
          <ul className="flex flex-col gap-2">
            {problems.map((problem) => (
              <WorkerProblemCard key={problem.id} appId={appId} problem={problem} />
            ))}
          </ul>
        </Part>
      )}
      <Part title={words.bindings}>
        {bindings.length === 0 ? (
          <p className="text-xs text-fg-3">{words.noBindings(file)}</p>
        ) : (
          <Bindings bindings={bindings} />
        )}
      </Part>
      <Part title={words.allowed}>
        <AllowedHosts worker={worker} />
      </Part>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }): ReactElement {
  return (
    <section aria-label={title} className="flex flex-col gap-1.5">
      <h3 className="text-xs font-semibold text-fg-2">{title}</h3>
      {children}
    </section>
  );
}

function Bindings({ bindings }: { readonly bindings: readonly WorkerBinding[] }): ReactElement {
  return (
    <ul className="grid grid-cols-[minmax(0,max-content)_max-content_minmax(0,1fr)] gap-x-4 gap-y-1 text-xs">
      {bindings.map(({ name, what, target, served }) => (
        <li key={`${name} ${what}`} className="col-span-3 grid grid-cols-subgrid items-baseline">
          <span className={classNames("truncate font-mono", served ? "text-fg" : "text-fg-3")}>
            {name}
          </span>
          <span className="text-fg-2">{what}</span>
          <span className="truncate text-fg-3">{served ? target : words.notServed}</span>
        </li>
      ))}
    </ul>
  );
}
