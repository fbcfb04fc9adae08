import type { CancellationToken, editor, IPosition } from "monaco-editor/editor";
import type { AboutText, AtPosition } from "../../../../common/contracts/language.ts";
import { askAbout } from "../../../client/languageWindow.ts";
import { studio } from "../../../client/studio.ts";
import { fileOfUri } from "./modelPaths.ts";
import { fromPosition } from "./positions.ts";
import { textSync } from "./languageSession.ts";

/** The texts about which questions make sense: those of the current app. */
export function about(model: editor.ITextModel): AboutText | null {
  const file = fileOfUri(model.uri);
  if (file === null || file.appId !== textSync()?.appId) return null;
  return askAbout(file.path, textSync()?.version(model) ?? null);
}

export function aboutPlace(model: editor.ITextModel, position: IPosition): AtPosition | null {
  const asked = about(model);
  return asked === null ? null : { ...asked, position: fromPosition(position) };
}

/**
 * Asks a language server; null when there is no answer. That a server is down is shown in the
 * status bar: a list of suggestions has no place for it.
 */
export async function ask<Asked extends AboutText, T>(
  asked: Asked | null,
  token: CancellationToken,
  question: (asked: Asked) => Promise<T>,
): Promise<T | null> {
  if (asked === null || token.isCancellationRequested) return null;
  const { appId, windowId, call } = asked;
  const listening = token.onCancellationRequested(() => {
    void studio.language.cancel.mutate({ appId, windowId, call }).catch(() => undefined);
  });
  try {
    const answer = await question(asked);
    return token.isCancellationRequested ? null : answer;
  } catch {
    return null;
  } finally {
    listening.dispose();
  }
}
