import type { Attachment } from "../../../common/contracts/chat.ts";
import { useEditorIntents } from "../../client/editorIntents.ts";
import { usePreviewState } from "../../client/facts.ts";
import { openTexts } from "../../client/openTexts.ts";
import { studio } from "../../client/studio.ts";
import { text } from "../../messages/text.ts";
import { notify } from "../../ui/notifications.ts";
import { attempt } from "./attempt.ts";
import { attach } from "./composerState.ts";

const words = text.chat.attachments;

/** What can be attached now, besides images. */
export interface Attachable {
  readonly id: "file" | "selection" | "console";
  readonly label: string;
  readonly attachment: Attachment;
}

/** The open file, what is selected in it, and what is wrong with the preview. */
export function attachables(): readonly Attachable[] {
  const { active } = useEditorIntents.getState();
  const problem = usePreviewState.getState().value?.problem ?? null;
  const list: Attachable[] = [];
  if (active !== null) {
    list.push({
      id: "file",
      label: words.openFile(active),
      attachment: { kind: "file", path: active },
    });
  }
  const selection = selected();
  if (selection !== null) {
    list.push({ id: "selection", label: words.selection, attachment: selection });
  }
  if (problem !== null) {
    const told = [problem.title, problem.cause].filter(Boolean).join("\n");
    list.push({
      id: "console",
      label: words.previewProblem,
      attachment: { kind: "console", text: told.slice(0, 16_000) },
    });
  }
  return list;
}

const MAX_SELECTION = 64_000;

function selected(): Attachment | null {
  const { active } = useEditorIntents.getState();
  const texts = openTexts();
  const selection = texts?.selection() ?? "";
  if (active === null || selection.trim() === "") return null;
  const whole =
    texts
      ?.all()
      .find(({ path }) => path === active)
      ?.text() ?? "";
  const at = whole.indexOf(selection);
  if (at === -1) return null;
  const firstLine = lineAt(whole, at);
  return {
    kind: "selection",
    path: active,
    firstLine,
    lastLine: firstLine + lineAt(selection, selection.length) - 1,
    text: selection.slice(0, MAX_SELECTION),
  };
}

/** From 1. */
function lineAt(whole: string, offset: number): number {
  return whole.slice(0, offset).split("\n").length;
}

const IMAGE_TYPES = ["image/png", "image/jpeg", "image/webp", "image/gif"] as const;
const MAX_IMAGE_BYTES = 8_000_000;

/** Attaches pictures that were dropped or pasted. @returns whether there was one among them. */
export function attachImages(files: Iterable<File>): boolean {
  const images = Array.from(files).filter(({ type }) => type.startsWith("image/"));
  for (const image of images) void attachImage(image);
  return images.length > 0;
}

async function attachImage(file: File): Promise<void> {
  const mime = IMAGE_TYPES.find((type) => type === file.type);
  if (mime === undefined || file.size > MAX_IMAGE_BYTES) {
    notify({ level: "warning", title: words.noImage(file.name), body: words.imageLimits });
    return;
  }
  await attempt(async () => {
    const base64 = toBase64(new Uint8Array(await file.arrayBuffer()));
    const { bodyId: body } = await studio.chats.keepBody.mutate({ base64 });
    attach({ kind: "image", name: file.name.slice(0, 200), mime, body });
  });
}

/** In pieces: the arguments of one call are limited. */
function toBase64(bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += 8192) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  return btoa(binary);
}
