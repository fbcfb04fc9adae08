import { ArrowUp, Square } from "lucide-react";
import {
  type ClipboardEvent,
  type DragEvent,
  type ReactElement,
  useEffect,
  useRef,
  useState,
} from "react";
import { useOpenChat } from "../../client/chats.ts";
import { text } from "../../messages/text.ts";
import { classNames } from "../../ui/classNames.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { AttachmentChips } from "./AttachmentChips.tsx";
import { attachImages } from "./attaching.ts";
import { ComposerBar } from "./ComposerBar.tsx";
import { detach, typeText, useComposer } from "./composerState.ts";
import { QueueChips } from "./QueueChips.tsx";
import { RecipeForm } from "./RecipeForm.tsx";
import { RecipeList } from "./RecipeList.tsx";
import { send, stopRun } from "./sending.ts";
import { StopNote } from "./StopNote.tsx";
import { useComposerKeys } from "./useComposerKeys.ts";
import { WaitingApprovals } from "./WaitingApprovals.tsx";

const words = text.chat.composer;

/** Where the person writes, and chooses how it is read. */
export function Composer(): ReactElement {
  const recipe = useComposer((composer) => composer.recipe);
  return (
    <div className="flex shrink-0 flex-col gap-2 border-t border-line px-3 py-2.5">
      <WaitingApprovals />
      <QueueChips />
      {recipe === null ? <Field /> : <RecipeForm key={recipe.id} recipe={recipe} />}
    </div>
  );
}

function Field(): ReactElement {
  const [stopping, setStopping] = useState(false);
  const typed = useComposer((composer) => composer.text);
  const attachments = useComposer((composer) => composer.attachments);
  const field = useFocus();
  const { onKeyDown, choice } = useComposerKeys(() => setStopping(true));
  const drop = useImageDrop();
  return (
    <>
      <RecipeList choice={choice} />
      {stopping && <StopNote onDone={() => setStopping(false)} />}
      <div
        {...drop}
        className="flex min-w-0 flex-col gap-1.5 rounded-lg border border-line-strong bg-raised px-2.5 pt-2 pb-1.5 focus-within:border-accent"
      >
        <textarea
          ref={field}
          aria-label={words.label}
          aria-controls={choice.open ? choice.listId : undefined}
          aria-activedescendant={choice.open ? choice.activeId : undefined}
          placeholder={words.placeholder}
          rows={2}
          value={typed}
          onChange={(event) => typeText(event.target.value)}
          onKeyDown={onKeyDown}
          onPaste={pasteImages}
          className="field-sizing-content max-h-60 min-h-10 w-full resize-none bg-transparent text-sm text-fg outline-none"
        />
        <AttachmentChips attachments={attachments} onRemove={detach} />
        <div className="flex min-w-0 items-center gap-1">
          <ComposerBar />
          <span className="flex-1" />
          <SendButton />
        </div>
      </div>
    </>
  );
}

function SendButton(): ReactElement {
  const running = useOpenChat(({ state }) => state.running !== null);
  const empty = useComposer(({ text: typed }) => typed.trim() === "");
  const sending = useComposer((composer) => composer.sending);
  if (running && empty) {
    return (
      <IconButton
        size="sm"
        icon={Square}
        label={words.stop}
        keys="escape"
        tooltipSide="top"
        onClick={() => void stopRun()}
      />
    );
  }
  return (
    <IconButton
      size="sm"
      icon={ArrowUp}
      label={running ? words.queue : words.send}
      keys="enter"
      tooltipSide="top"
      disabled={empty || sending}
      onClick={() => void send()}
      className={classNames(
        !empty &&
          "bg-accent-solid text-on-accent enabled:hover:bg-accent-solid-hover enabled:hover:text-on-accent",
      )}
    />
  );
}

function useFocus(): React.RefObject<HTMLTextAreaElement | null> {
  const field = useRef<HTMLTextAreaElement>(null);
  const focus = useComposer((composer) => composer.focus);
  useEffect(() => {
    if (focus > 0) field.current?.focus();
  }, [focus]);
  return field;
}

function pasteImages(event: ClipboardEvent): void {
  if (attachImages(event.clipboardData.files)) event.preventDefault();
}

function useImageDrop(): Record<"onDragOver" | "onDrop", (event: DragEvent) => void> {
  return {
    onDragOver: (event) => {
      if (event.dataTransfer.types.includes("Files")) event.preventDefault();
    },
    onDrop: (event) => {
      if (attachImages(event.dataTransfer.files)) event.preventDefault();
    },
  };
}
