import { create } from "zustand";
import { z } from "zod";
import { Attachment, ChatMode, type RecipeView } from "../../../common/contracts/chat.ts";
import { readSlice, useAppLayout, writeSlice } from "../../client/appLayout.ts";
import type { ChatOffer } from "../../client/chatDraft.ts";
import { runCommand } from "../../ui/commands.ts";

const SLICE = "chatDraft";

const Draft = z.object({
  text: z.string().max(200_000),
  mode: ChatMode,
  attachments: z.array(Attachment).max(50),
});
type Draft = z.infer<typeof Draft>;

interface Composer extends Draft {
  /** The recipe whose form is shown in place of the field. */
  readonly recipe: RecipeView | null;
  /** A message is on its way: it leaves the field when the host has written it down. */
  readonly sending: boolean;
  /** What was typed without a model to read it, so that the closest recipes are shown. */
  readonly unread: string | null;
  /** Counts up; the field takes the focus. */
  readonly focus: number;
}

const EMPTY: Composer = {
  text: "",
  mode: "build",
  attachments: [],
  recipe: null,
  sending: false,
  unread: null,
  focus: 0,
};

/** What the person is about to say in the current app; outlives a reload. */
export const useComposer = create<Composer>(() => EMPTY);

/** Takes each app's own draft, and remembers it while it changes. */
export function followDraftMemory(): () => void {
  let recalling = false;
  const recall = (): void => {
    recalling = true;
    useComposer.setState({ ...EMPTY, ...readSlice(SLICE, Draft) });
    recalling = false;
  };
  if (useAppLayout.getState().appId !== null) recall();
  const stops = [
    useAppLayout.subscribe((now, before) => {
      if (now.appId !== null && now.appId !== before.appId) recall();
    }),
    useComposer.subscribe(({ text, mode, attachments }, before) => {
      const same =
        text === before.text && mode === before.mode && attachments === before.attachments;
      if (!recalling && !same) writeSlice(SLICE, { text, mode, attachments });
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

export function typeText(text: string): void {
  useComposer.setState({ text, unread: null });
}

export function attach(attachment: Attachment): void {
  useComposer.setState(({ attachments }) => ({
    attachments: [...attachments, attachment].slice(0, 50),
  }));
}

export function detach(index: number): void {
  useComposer.setState(({ attachments }) => ({ attachments: attachments.toSpliced(index, 1) }));
}

/** Brings the chat into sight and the keyboard into its field. */
export function focusComposer(): void {
  runCommand("view.show.chat");
  useComposer.setState(({ focus }) => ({ focus: focus + 1 }));
}

/** Puts what another view offers below what is written already. */
export function takeOffer({ body, attachments }: ChatOffer): void {
  useComposer.setState((composer) => ({
    text: composer.text.trim() === "" ? body : `${composer.text.trimEnd()}\n\n${body}`,
    attachments: [...composer.attachments, ...attachments].slice(0, 50),
    recipe: null,
    unread: null,
  }));
  focusComposer();
}
