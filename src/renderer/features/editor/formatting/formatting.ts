import type { AppId } from "../../../../common/apps/appId.ts";
import { fileName, type FilePath } from "../../../../common/apps/filePath.ts";
import {
  type FormatInput,
  type FormatResult,
  MAX_FORMATTED_CHARS,
} from "../../../../common/contracts/formatting.ts";
import type { Problem } from "../../../../common/contracts/problem.ts";
import { useSettings } from "../../../client/facts.ts";
import { DEFAULT_SETTINGS } from "../../../client/settings.ts";
import { studio, toProblem } from "../../../client/studio.ts";
import { text } from "../../../messages/text.ts";
import { dismissNotification, notify } from "../../../ui/notifications.ts";
import type { ModelBuffer } from "../monaco/modelBuffer.ts";
import type { SaveInput } from "../saveSteps.ts";
import { activeFile, useEditor } from "../session.ts";
import { applyText } from "./applyText.ts";

const words = text.formatting;
type Model = ModelBuffer["model"];

/** A save waits no longer than this for its formatter; the text is then saved as it is. */
const SAVE_PATIENCE_MS = 1500;

/** Files that a failure was told of, with what was said, so that it is said once. */
const told = new Map<FilePath, string>();

/** Makes a text ready to be saved. Never stands between a text and the disk. */
export async function formatBeforeSave({ path, model, reason }: SaveInput): Promise<void> {
  const { "formatting.onSave": when } = useSettings.getState().value ?? DEFAULT_SETTINGS;
  // Whoever pauses in the middle of a line is not done with it.
  if (when === "off" || reason === "paused") return;
  const { session } = useEditor.getState();
  if (session === null || model.getValueLength() > MAX_FORMATTED_CHARS) return;
  const version = model.getVersionId();
  const asked = ask(session.appId, path, model, { onlyWithOwn: when === "project", range: null });
  const late = Promise.withResolvers<FormatResult>();
  const timer = setTimeout(
    () => late.resolve({ kind: "failed", problem: LATE, by: null }),
    SAVE_PATIENCE_MS,
  );
  const result = await Promise.race([asked, late.promise]);
  clearTimeout(timer);
  // What was typed meanwhile is newer than what the formatter saw.
  if (model.isDisposed() || model.getVersionId() !== version) return;
  take(path, model, result);
}

const LATE: Problem = { code: "process-down", message: words.late };

/** Formats the file in front, or what is selected in it, because the person wants it. */
export async function formatActive(part: "document" | "selection"): Promise<void> {
  const path = activeFile();
  const { session } = useEditor.getState();
  const model = path === null ? undefined : session?.buffer(path)?.model;
  if (path === null || session === null || model === undefined) return;
  const range = part === "selection" ? await selectionIn(model) : null;
  const version = model.getVersionId();
  const result = await ask(session.appId, path, model, { onlyWithOwn: false, range });
  if (model.isDisposed() || model.getVersionId() !== version) return;
  told.delete(path);
  take(path, model, result);
  if (result.kind === "left") {
    notify({ level: "info", title: words.left[result.reason](fileName(path)) });
  }
}

async function selectionIn(model: Model): Promise<FormatInput["range"]> {
  const { selectionOf } = await import("./selection.ts");
  return selectionOf(model);
}

async function ask(
  appId: AppId,
  path: FilePath,
  model: Model,
  how: Pick<FormatInput, "onlyWithOwn" | "range">,
): Promise<FormatResult> {
  const { insertSpaces: spaces, indentSize: size } = model.getOptions();
  try {
    const indent = { spaces, size };
    return await studio.formatting.format.mutate({
      appId,
      path,
      text: model.getValue(),
      indent,
      ...how,
    });
  } catch (error) {
    return { kind: "failed", problem: toProblem(error), by: null };
  }
}

function take(path: FilePath, model: Model, result: FormatResult): void {
  if (result.kind === "failed") {
    tell(path, result.problem);
    return;
  }
  if (told.delete(path)) dismissNotification(noticeId(path));
  if (result.kind === "formatted") applyText(model, result.text);
}

const noticeId = (path: FilePath): string => `formatting:${path}`;

function tell(path: FilePath, problem: Problem): void {
  if (told.get(path) === problem.message) return;
  told.set(path, problem.message);
  notify({
    id: noticeId(path),
    level: "warning",
    title: words.failed(fileName(path)),
    body: [problem.message, problem.next].filter(Boolean).join(" "),
    action: { label: words.again, run: () => void formatActive("document") },
    // An error in the text is marked in the text: no need to call out at each save.
    toast: problem.code !== "invalid-input",
  });
}

/** Has the formatters of open files ready before they are saved first. */
export function followFormatters(): () => void {
  const known = new Set<string>();
  const look = (): void => {
    const { session } = useEditor.getState();
    if (session === null) return;
    for (const path of session.documents.store.getState().keys()) {
      const kind = `${session.appId}:${path.slice(path.lastIndexOf("."))}`;
      if (known.has(kind)) continue;
      known.add(kind);
      // When it cannot be known now, the first save finds out.
      studio.formatting.formatterOf
        .query({ appId: session.appId, path })
        .catch(() => known.delete(kind));
    }
  };
  let stop = useEditor.getState().session?.documents.store.subscribe(look);
  const unsubscribe = useEditor.subscribe(({ session }, before) => {
    if (session === before.session) return;
    stop?.();
    stop = session?.documents.store.subscribe(look);
    told.clear();
  });
  return () => {
    stop?.();
    unsubscribe();
  };
}
