import { Plus, ShieldQuestion, SquareTerminal } from "lucide-react";
import { type ReactElement, useEffect, useRef, useState } from "react";
import type { App } from "../../../common/contracts/apps.ts";
import { useApp } from "../../client/currentApp.ts";
import { studio, toProblem } from "../../client/studio.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { confirm } from "../../ui/confirm.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { notify } from "../../ui/notifications.ts";
import { RenameTerminal } from "./RenameTerminal.tsx";
import { TerminalSide } from "./TerminalSide.tsx";
import { TerminalSurface } from "./TerminalSurface.tsx";
import { isUnbegun, openTerminal, useTerminalList, useTerminalView } from "./terminals.ts";
import { shownGroup } from "./terminalGroups.ts";

const words = text.terminal;

/** The person's own shell, in the app's folder. */
export function TerminalPanel(): ReactElement {
  const app = useApp();
  const { value, problem } = useTerminalList();
  const [host, visible] = useVisible();
  const isFirst = app?.trusted === true && visible && value?.length === 0 && isUnbegun(app.id);
  useEffect(() => {
    if (isFirst) void openTerminal();
  }, [isFirst]);
  return (
    <div ref={host} className="h-full min-h-0 bg-panel">
      {problem !== null && value === null ? (
        <ErrorState title={words.failed} cause={problem.message} details={problem.details} />
      ) : (
        <Content app={app} count={value?.length ?? null} />
      )}
    </div>
  );
}

function Content({
  app,
  count,
}: {
  readonly app: App | null;
  readonly count: number | null;
}): ReactElement {
  const view = useTerminalView();
  if (app === null || count === null) return <></>;
  if (!app.trusted && count === 0) return <Untrusted app={app} />;
  if (count === 0) return <NoTerminal />;
  const shown = shownGroup(view);
  return (
    <div className="flex h-full min-h-0">
      <div className="flex min-w-0 flex-1 divide-x divide-line">
        {shown.map((id) => (
          <TerminalSurface key={id} id={id} isAlone={shown.length === 1} />
        ))}
      </div>
      <TerminalSide />
      <RenameTerminal />
    </div>
  );
}

function NoTerminal(): ReactElement {
  return (
    <EmptyState
      icon={SquareTerminal}
      title={words.empty.title}
      body={words.empty.body}
      action={
        <Button size="sm" icon={Plus} onClick={() => void openTerminal()}>
          {words.actions.open}
        </Button>
      }
    />
  );
}

function Untrusted({ app }: { readonly app: App }): ReactElement {
  const { title, body, action, question, consequence } = words.untrusted;
  const trust = async (): Promise<void> => {
    if (!(await confirm({ title: question, body: consequence, action, danger: false }))) return;
    try {
      await studio.apps.trust.mutate({ appId: app.id, trusted: true });
    } catch (error) {
      notify({ level: "error", title: words.notDone, body: toProblem(error).message });
    }
  };
  return (
    <EmptyState
      icon={ShieldQuestion}
      title={title}
      body={body}
      action={
        <Button size="sm" onClick={() => void trust()}>
          {action}
        </Button>
      }
    />
  );
}

/** A folded panel stays mounted: no shell is started for it. */
function useVisible(): [React.RefObject<HTMLDivElement | null>, boolean] {
  const host = useRef<HTMLDivElement>(null);
  const [visible, setVisible] = useState(false);
  useEffect(() => {
    const element = host.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setVisible(element.clientHeight > 0));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [host, visible];
}
