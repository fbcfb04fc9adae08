import { ShieldAlert } from "lucide-react";
import { type FormEvent, type ReactElement, useState } from "react";
import type { ApprovalState } from "../../../common/apps/chat/chatState.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { ask } from "./attempt.ts";
import { Change } from "./ToolDetails.tsx";

const words = text.chat.approval;

/** What a call would do, before it does: the person says whether it may. */
export function ApprovalCard({ approval }: { readonly approval: ApprovalState }): ReactElement {
  const [rejecting, setRejecting] = useState(false);
  const [sent, setSent] = useState(false);
  const answer = async (
    decision: "once" | "always" | "denied",
    note: string | null,
  ): Promise<void> => {
    setSent(true);
    const accepted = await ask({
      type: "answer-approval",
      approval: approval.id,
      decision,
      note,
    });
    setSent(accepted);
  };
  return (
    <div
      role="group"
      aria-label={words.label}
      className="flex flex-col gap-2 border-t border-warn/40 bg-warn-soft px-2.5 py-2 text-xs"
    >
      <p className="flex items-start gap-1.5 text-fg">
        <ShieldAlert aria-hidden="true" className="mt-px size-3.5 shrink-0 text-warn" />
        <span className="min-w-0 break-words">
          <b className="font-semibold">{words.risks[approval.risk]}</b> {approval.summary}
        </span>
      </p>
      {approval.changes.map((change) => (
        <Change key={change.path} change={change} open={approval.changes.length === 1} />
      ))}
      {rejecting ? (
        <Rejection
          busy={sent}
          onReject={(note) => void answer("denied", note)}
          onBack={() => setRejecting(false)}
        />
      ) : (
        <div className="flex flex-wrap gap-1.5">
          <Button
            size="sm"
            tone="primary"
            busy={sent}
            data-approve
            onClick={() => void answer("once", null)}
          >
            {words.once}
          </Button>
          <Button size="sm" busy={sent} onClick={() => void answer("always", null)}>
            {approval.changes.length > 0 ? words.alwaysFiles : words.always}
          </Button>
          <Button size="sm" tone="quiet" busy={sent} onClick={() => setRejecting(true)}>
            {words.reject}
          </Button>
        </div>
      )}
    </div>
  );
}

interface RejectionProps {
  readonly busy: boolean;
  readonly onReject: (note: string | null) => void;
  readonly onBack: () => void;
}

function Rejection({ busy, onReject, onBack }: RejectionProps): ReactElement {
  const [note, setNote] = useState("");
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onReject(note.trim() === "" ? null : note.trim());
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-1.5">
      <Field
        label={words.note}
        placeholder={words.notePlaceholder}
        value={note}
        maxLength={2000}
        autoFocus
        onChange={(event) => setNote(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && onBack()}
      />
      <div className="flex gap-1.5">
        <Button size="sm" tone="danger" type="submit" busy={busy}>
          {words.reject}
        </Button>
        <Button size="sm" tone="quiet" onClick={onBack}>
          {text.ui.cancel}
        </Button>
      </div>
    </form>
  );
}
