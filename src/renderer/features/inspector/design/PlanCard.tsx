import type { ReactElement, ReactNode } from "react";
import { FilePath } from "../../../../common/apps/filePath.ts";
import type {
  DesignEdit,
  DesignPlan,
  ElementPlace,
  ScopeChoice,
} from "../../../../common/contracts/design.ts";
import { offerToChat, useChatTakesOffers } from "../../../client/chatDraft.ts";
import { openFile } from "../../../client/editorIntents.ts";
import { text } from "../../../messages/text.ts";
import { Button } from "../../../ui/Button.tsx";
import { classNames } from "../../../ui/classNames.ts";
import { acceptPlan, cancelPlan, requestEdit, undoWritten, useDesignEdit } from "./designEdits.ts";
import { planDiff } from "./planDiff.ts";

const words = text.design.plan;

/** What the last wish came to: the diff to accept, a question, or why not. */
export function PlanCard(): ReactElement | null {
  const state = useDesignEdit();
  switch (state.kind) {
    case "idle":
      return null;
    case "planning":
      return (
        <Card label={words.title}>
          <p className="text-xs text-fg-3">{words.planning}</p>
        </Card>
      );
    case "planned":
    case "writing":
      return <Planned edit={state.edit} plan={state.plan} busy={state.kind === "writing"} />;
    case "written":
      return (
        <Card label={words.title}>
          <div className="flex items-center gap-2">
            <p role="status" className="min-w-0 flex-1 truncate text-xs text-ok">
              {words.done}
            </p>
            <Button size="sm" tone="quiet" onClick={() => void undoWritten()}>
              {words.undo}
            </Button>
          </div>
        </Card>
      );
    case "failed":
      return (
        <Refused
          message={`${state.problem.message} ${state.problem.next ?? ""}`.trim()}
          place={null}
        />
      );
  }
}

function Planned({
  edit,
  plan,
  busy,
}: {
  readonly edit: DesignEdit;
  readonly plan: DesignPlan;
  readonly busy: boolean;
}): ReactElement {
  if (plan.kind === "refused") return <Refused message={plan.message} place={plan.place} />;
  if (plan.kind === "choose") return <Choose edit={edit} choices={plan.choices} />;
  return (
    <Card label={words.title}>
      <p className="text-xs font-semibold text-fg">{words.affects(plan.affects)}</p>
      {plan.files.map((file) => (
        <div key={file.path} className="overflow-hidden rounded-md border border-line">
          <p className="truncate border-b border-line px-2 py-1 font-mono text-[11px] text-fg-2">
            {file.path}
          </p>
          <div className="max-h-48 overflow-auto bg-app py-1 font-mono text-[11px]/4">
            {planDiff(file)
              .flat()
              .map((line) => (
                <div
                  key={`${line.kind} ${line.line}`}
                  className={classNames(
                    "flex px-2 break-words whitespace-pre-wrap",
                    line.kind === "added" ? "bg-ok-soft" : "bg-err-soft",
                  )}
                >
                  <span className="w-4 shrink-0 text-fg-3 select-none">
                    {line.kind === "added" ? "+" : "−"}
                  </span>
                  <span className="min-w-0 text-fg">{line.text.trim()}</span>
                </div>
              ))}
          </div>
        </div>
      ))}
      {plan.notes.map((note) => (
        <p key={note} className="text-xs text-warn">
          {note}
        </p>
      ))}
      <div className="flex gap-2">
        <Button size="sm" tone="primary" busy={busy} onClick={() => void acceptPlan()}>
          {words.accept}
        </Button>
        <Button size="sm" tone="quiet" disabled={busy} onClick={cancelPlan}>
          {words.cancel}
        </Button>
      </div>
    </Card>
  );
}

function Choose({
  edit,
  choices,
}: {
  readonly edit: DesignEdit;
  readonly choices: readonly ScopeChoice[];
}): ReactElement {
  return (
    <Card label={words.choose}>
      <p className="text-xs font-semibold text-fg">{words.choose}</p>
      {choices.map(({ scope, component, count, place, unavailable }) => (
        <button
          key={scope}
          type="button"
          disabled={unavailable !== null}
          onClick={() => void requestEdit(edit, scope)}
          className="flex flex-col rounded-md border border-line-strong bg-raised px-2 py-1.5 text-left text-xs enabled:hover:bg-hover disabled:opacity-70"
        >
          <span className="font-semibold text-fg">
            {scope === "all" ? words.all(count, component) : words.this(component)}
          </span>
          <span className="text-fg-2">{unavailable ?? (place === null ? "" : named(place))}</span>
        </button>
      ))}
      <Button size="sm" tone="quiet" onClick={cancelPlan}>
        {words.cancel}
      </Button>
    </Card>
  );
}

function Refused({
  message,
  place,
}: {
  readonly message: string;
  readonly place: ElementPlace | null;
}): ReactElement {
  const canAsk = useChatTakesOffers();
  const ask = (): void => {
    if (place === null) return;
    offerToChat({
      title: words.chatTitle(named(place)),
      body: message,
      attachments: [
        { kind: "element", label: named(place), path: place.file, line: place.line, text: message },
      ],
    });
  };
  return (
    <Card label={words.refused}>
      <p role="status" className="text-xs font-semibold text-fg">
        {words.refused}
      </p>
      <p className="text-xs text-fg-2">{message}</p>
      <div className="flex gap-2">
        {place !== null && (
          <Button
            size="sm"
            onClick={() =>
              openFile(FilePath.parse(place.file), {
                line: place.line,
                column: place.column,
                pinned: true,
              })
            }
          >
            {words.openCode}
          </Button>
        )}
        {place !== null && canAsk && (
          <Button size="sm" onClick={ask}>
            {words.askChat}
          </Button>
        )}
        <Button size="sm" tone="quiet" onClick={cancelPlan}>
          {words.cancel}
        </Button>
      </div>
    </Card>
  );
}

function Card({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <section
      aria-label={label}
      className="flex shrink-0 flex-col gap-2 border-t border-line-strong bg-panel p-3"
    >
      {children}
    </section>
  );
}

const named = ({ file, line }: ElementPlace): string => `${file}:${line}`;
