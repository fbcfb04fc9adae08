import type { AppId } from "../../../../common/apps/appId.ts";
import type { FilePath } from "../../../../common/apps/filePath.ts";
import {
  type Diagnostic,
  type DiagnosticsChange,
  LanguageServerId,
} from "../../../../common/contracts/language.ts";
import { clearDiagnostics, setDiagnostics, setProjectCheck } from "../../../client/diagnostics.ts";
import { studio } from "../../../client/studio.ts";
import { noteVersions } from "./markers.ts";

const RETRY_MS = 2_000;

/** Feeds the servers' diagnostics of an app to the store until the returned function is called. */
export function followDiagnostics(appId: AppId): () => void {
  let ended = false;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let subscription: { unsubscribe(): void } | undefined;
  const start = (): void => {
    subscription = studio.language.watchDiagnostics.subscribe(
      { appId },
      {
        onData: ({ data }) => {
          if (!ended) take(data);
        },
        onError: () => {
          if (!ended) retry = setTimeout(start, RETRY_MS);
        },
      },
    );
  };
  start();
  return () => {
    ended = true;
    clearTimeout(retry);
    subscription?.unsubscribe();
    forget();
  };
}

function take({ reset, files, project }: DiagnosticsChange): void {
  if (reset) forget();
  noteVersions(files);
  for (const server of LanguageServerId.options) {
    const changed = new Map<FilePath, readonly Diagnostic[]>();
    for (const file of files) if (file.server === server) changed.set(file.path, file.items);
    if (changed.size > 0) setDiagnostics(server, changed);
  }
  setProjectCheck(project);
}

function forget(): void {
  for (const server of LanguageServerId.options) clearDiagnostics(server);
  setProjectCheck({ state: "idle" });
}
