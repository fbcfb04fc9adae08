import { ChevronDown } from "lucide-react";
import { type KeyboardEvent, type ReactElement, useEffect, useRef } from "react";
import type { ReadyRepository } from "../../../common/contracts/versions.ts";
import { formatNumber } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { Menu } from "../../ui/Menu.tsx";
import { abortMerge, commit, toggleAmend } from "./changeActs.ts";
import { typeMessage, useVersionsView } from "./versionsView.ts";

const words = text.versions;
const MAX_HEIGHT = 160;

/** The message and the button of the next commit. */
export function CommitBox({ repository }: { readonly repository: ReadyRepository }): ReactElement {
  const { message, amend, busy } = useVersionsView();
  const { counts, branch, merging, commit: last } = repository;
  const input = useRef<HTMLTextAreaElement>(null);
  useEffect(() => fitHeight(input.current), [message]);
  useSuggestedMessage(repository);
  const isNothing = counts.staged + counts.unstaged === 0 && merging === null;
  const isReady = message.trim() !== "" && (!isNothing || amend) && counts.conflicts === 0;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !isReady) return;
    event.preventDefault();
    void commit();
  };
  return (
    <form
      className="flex shrink-0 flex-col gap-2 px-3 pb-3"
      onSubmit={(event) => {
        event.preventDefault();
        void commit();
      }}
    >
      {merging !== null && <MergeNote repository={repository} />}
      <textarea
        ref={input}
        rows={1}
        aria-label={words.messageLabel}
        placeholder={words.message(branch ?? words.title)}
        value={message}
        maxLength={100_000}
        onChange={(event) => typeMessage(event.target.value)}
        onKeyDown={onKeyDown}
        className="min-h-8 w-full resize-none rounded-md border border-line-strong bg-raised px-2.5 py-1.5 text-sm text-fg outline-offset-0"
      />
      <div className="flex">
        <Button
          type="submit"
          tone="primary"
          busy={busy}
          disabled={!isReady}
          className="min-w-0 flex-1 rounded-r-none"
        >
          {buttonLabel(repository, amend)}
        </Button>
        <Menu
          align="end"
          trigger={
            <Button
              tone="primary"
              aria-label={words.more}
              disabled={last === null || merging !== null}
              className="w-7 rounded-l-none border-l border-on-accent/25 px-0"
              icon={ChevronDown}
            />
          }
          items={[
            {
              id: "amend",
              label: words.amend,
              hint: words.amendHint,
              checked: amend,
              run: toggleAmend,
            },
          ]}
        />
      </div>
    </form>
  );
}

function buttonLabel({ counts, merging }: ReadyRepository, amend: boolean): string {
  if (merging !== null) return words.finishMerge;
  if (amend) return words.amend;
  if (counts.staged > 0) return words.commitStaged(formatNumber(counts.staged));
  return counts.unstaged > 0 ? words.commitAll : words.commit;
}

/** A merge has a message already; the person may change it. */
function useSuggestedMessage({ merging }: ReadyRepository): void {
  useEffect(() => {
    const { message } = useVersionsView.getState();
    if (merging !== null && message.trim() === "") typeMessage(`Merge branch '${merging}'`);
  }, [merging]);
}

function MergeNote({ repository }: { readonly repository: ReadyRepository }): ReactElement {
  const { merging, counts } = repository;
  return (
    <div className="flex items-start gap-2 rounded-md border border-warn/40 bg-warn-soft px-2.5 py-2 text-xs">
      <p className="min-w-0 flex-1 text-fg-2">
        <span className="font-semibold text-fg">{words.merging(merging ?? "")}.</span>{" "}
        {counts.conflicts > 0 ? words.mergingBody : words.mergingReady}
      </p>
      <Button size="sm" tone="quiet" onClick={() => void abortMerge()}>
        {words.abortMerge}
      </Button>
    </div>
  );
}

function fitHeight(input: HTMLTextAreaElement | null): void {
  if (input === null) return;
  input.style.height = "auto";
  input.style.height = `${Math.min(MAX_HEIGHT, input.scrollHeight + 2)}px`;
}
