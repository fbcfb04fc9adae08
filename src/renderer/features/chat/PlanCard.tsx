import { ArrowDown, ArrowUp, Check, Circle, CircleDot, Minus, Trash2 } from "lucide-react";
import { type ReactElement, useState } from "react";
import type { RunState } from "../../../common/apps/chat/chatState.ts";
import type { PlanItem } from "../../../common/contracts/chat.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { classNames } from "../../ui/classNames.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { ask } from "./attempt.ts";
import { movedItem } from "./movedItem.ts";

const words = text.chat.plan;

interface PlanCardProps {
  readonly run: RunState;
  /** The plan is whole and nothing came after it. */
  readonly canAccept: boolean;
}

/** A plan: to be changed and accepted while it is one, a checklist while it is carried out. */
export function PlanCard({ run, canAccept }: PlanCardProps): ReactElement {
  const editable = run.mode === "plan" && canAccept;
  return (
    <section
      aria-label={words.title}
      className="flex flex-col gap-1.5 rounded-lg border border-line bg-raised p-2.5 text-xs"
    >
      <h4 className="font-semibold text-fg">{words.title}</h4>
      {editable ? <PlanEditor run={run} /> : <Checklist items={run.plan} />}
    </section>
  );
}

const ICONS = { pending: Circle, active: CircleDot, done: Check, dropped: Minus };
const TONES = {
  pending: "text-fg-3",
  active: "text-accent",
  done: "text-ok",
  dropped: "text-fg-3",
};

function Checklist({ items }: { readonly items: readonly PlanItem[] }): ReactElement {
  return (
    <ol className="flex flex-col gap-1">
      {items.map(({ id, text: step, status }) => {
        const Icon = ICONS[status];
        return (
          <li key={id} className="flex items-start gap-1.5">
            <Icon
              aria-label={words.status[status]}
              className={classNames("mt-0.5 size-3.5 shrink-0", TONES[status])}
            />
            <span
              className={classNames(
                "min-w-0 break-words",
                status === "dropped" ? "text-fg-3 line-through" : "text-fg",
              )}
            >
              {step}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

function PlanEditor({ run }: { readonly run: RunState }): ReactElement {
  const [items, setItems] = useState<readonly PlanItem[]>(run.plan);
  const [busy, setBusy] = useState(false);
  const accept = async (): Promise<void> => {
    setBusy(true);
    const kept = items.filter((item) => item.text.trim() !== "");
    await ask({ type: "accept-plan", run: run.id, items: [...kept] });
    setBusy(false);
  };
  const change = (id: string, step: string): void =>
    setItems(items.map((item) => (item.id === id ? { ...item, text: step } : item)));
  return (
    <>
      <ol className="flex flex-col gap-1">
        {items.map((item, index) => (
          <li key={item.id} className="flex items-center gap-0.5">
            <input
              aria-label={words.step(index + 1)}
              value={item.text}
              maxLength={500}
              onChange={(event) => change(item.id, event.target.value)}
              className="h-7 min-w-0 flex-1 rounded-md border border-line bg-panel px-2 text-fg"
            />
            <IconButton
              size="sm"
              icon={ArrowUp}
              label={words.up(index + 1)}
              disabled={index === 0}
              onClick={() => setItems(movedItem(items, index, -1))}
            />
            <IconButton
              size="sm"
              icon={ArrowDown}
              label={words.down(index + 1)}
              disabled={index === items.length - 1}
              onClick={() => setItems(movedItem(items, index, 1))}
            />
            <IconButton
              size="sm"
              icon={Trash2}
              label={words.drop(index + 1)}
              onClick={() => setItems(items.filter(({ id }) => id !== item.id))}
            />
          </li>
        ))}
      </ol>
      <div className="flex gap-1.5">
        <Button
          size="sm"
          tone="primary"
          busy={busy}
          disabled={items.length === 0}
          onClick={() => void accept()}
        >
          {words.accept}
        </Button>
      </div>
    </>
  );
}
