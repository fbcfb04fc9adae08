import { MonitorPlay } from "lucide-react";
import { type ReactElement, type ReactNode, useEffect, useState } from "react";
import type { PreviewStage, PreviewState } from "../../../common/contracts/preview.ts";
import type { EdgeHealth } from "../../../common/contracts/studio.ts";
import { useCurrentApp } from "../../client/currentApp.ts";
import { useEdgeHealth, usePreviewState } from "../../client/facts.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { LoadingStages } from "../../ui/LoadingStages.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { PageStrip } from "./PageStrip.tsx";
import { forgetPage, usePage } from "./pageStore.ts";
import { PageView } from "./PageView.tsx";
import { act, useActs } from "./previewActs.ts";
import { PreviewToolbar } from "./PreviewToolbar.tsx";
import { type PreviewView, previewView, type Strip } from "./previewView.ts";
import { ProblemCard } from "./ProblemCard.tsx";
import { RuntimeErrorCard } from "./RuntimeErrorCard.tsx";
import { followFrame } from "./viewports.ts";
import { WorkerStrip } from "./worker/WorkerStrip.tsx";

const words = text.preview;

/** The app's live page, or what keeps it from being shown. Never blank. */
export function PreviewPanel(): ReactElement {
  const appId = useCurrentApp((current) => current.appId);
  return <AppPreview key={appId} />;
}

function AppPreview(): ReactElement {
  const { value: state, problem } = usePreviewState();
  const edge = useEdgeHealth(({ value }) => value);
  const view = previewView({ state, problem, edge });
  const url = useShownUrl(view);
  const greeted = usePage((page) => page.greeted);
  useEffect(followFrame, []);
  const opening = useOpening(view, state);
  const shownView = withEdge(view, greeted, edge);
  const strip = shownView.kind === "page" ? shownView.strip : null;
  // What stays makes room for itself; what passes lies over the page, so that the page rests.
  const lasting = strip?.kind === "stage" ? null : strip;
  const loading = usePage((page) => page.loading);
  const passing = strip?.kind === "stage" ? strip : null;
  const isEmpty = loading && strip === null && shownView.kind === "page";
  const beneath = opening && state !== null ? <Opening stages={state.stages} /> : null;
  return (
    <section aria-label={words.title} className="flex h-full min-h-0 min-w-0 flex-col bg-panel">
      <PreviewToolbar url={url} />
      {lasting !== null && <PageStrip strip={lasting} />}
      <WorkerStrip />
      <div className="relative min-h-0 flex-1 overflow-hidden">
        {url !== null && <PageView url={url} beneath={beneath} />}
        <RuntimeErrorCard />
        <div className="absolute inset-x-0 bottom-0 z-10">
          {passing !== null && <PageStrip strip={passing} />}
          {isEmpty && <PageStrip strip={PAGE_LOADS} />}
        </div>
        {shownView.kind !== "page" && (
          <div className="absolute inset-0 z-10 bg-panel">
            <NoPage view={shownView} />
          </div>
        )}
      </div>
    </section>
  );
}

const PAGE_LOADS: Strip = { kind: "stage", stage: null, opening: true };

/** A page that never came has nothing to stand for while the edge is down. */
function withEdge(view: PreviewView, greeted: boolean, edge: EdgeHealth | null): PreviewView {
  const noPage = view.kind === "page" && !greeted && edge?.state === "down";
  return noPage ? { kind: "edge-down", reason: edge.reason } : view;
}

/** A page that has not said hello by then, with nothing left to wait for, is shown as it is. */
const HELLO_MS = 5000;

/**
 * True from the start of a first opening until its page has said hello: till then the frame may
 * be empty, and the stages show through it. A page that could be shown from the start is not
 * waited for.
 */
function useOpening(view: PreviewView, state: PreviewState | null): boolean {
  const greeted = usePage((page) => page.greeted);
  const [waits, setWaits] = useState(false);
  if (view.kind === "stages" && !waits) setWaits(true);
  if (waits && view.kind === "page" && greeted) setWaits(false);
  const settled = waits && state?.status === "ready";
  useEffect(() => {
    if (!settled) return undefined;
    const timer = setTimeout(() => setWaits(false), HELLO_MS);
    return () => clearTimeout(timer);
  }, [settled]);
  return waits && view.kind === "page" && view.strip?.kind !== "problem";
}

/** Once a page was shown its frame stays, below whatever else there is to say. */
function useShownUrl(view: PreviewView): string | null {
  const [shown, setShown] = useState<string | null>(null);
  useEffect(() => forgetPage, []);
  const url = view.kind === "page" ? view.url : shown;
  if (shown !== url) setShown(url);
  return url;
}

function NoPage({ view }: { view: Exclude<PreviewView, { kind: "page" }> }): ReactElement {
  const restarting = useActs((acts) => acts.busy !== null);
  switch (view.kind) {
    case "waiting":
      return <Skeleton rows={8} />;
    case "unreachable":
      return (
        <ErrorState
          title={words.unreachable.title}
          cause={view.problem.message}
          next={view.problem.next}
          details={view.problem.details}
          action={<Button onClick={() => location.reload()}>{words.unreachable.action}</Button>}
        />
      );
    case "stopped":
      return (
        <EmptyState
          icon={MonitorPlay}
          title={words.stopped.title}
          body={words.stopped.body}
          action={
            <Button tone="primary" busy={restarting} onClick={() => void act("retry", null)}>
              {words.stopped.action}
            </Button>
          }
        />
      );
    case "stages":
      return <Opening stages={view.stages} />;
    case "problem":
      return (
        <Centered>
          <ProblemCard problem={view.problem} />
        </Centered>
      );
    case "edge-down":
      return (
        <ErrorState
          title={words.edge.title}
          cause={view.reason ?? words.edge.cause}
          action={
            <Button tone="primary" busy={restarting} onClick={() => void act("restart-edge", null)}>
              {words.edge.action}
            </Button>
          }
        />
      );
  }
}

function Opening({ stages }: { readonly stages: readonly PreviewStage[] }): ReactElement {
  return (
    <Centered>
      <LoadingStages
        title={words.opening}
        stages={stages.map((stage) => ({ ...stage, label: words.stages[stage.id] }))}
      />
    </Centered>
  );
}

function Centered({ children }: { readonly children: ReactNode }): ReactElement {
  return (
    <div className="flex h-full overflow-auto p-6">
      <div className="m-auto flex w-full justify-center">{children}</div>
    </div>
  );
}
