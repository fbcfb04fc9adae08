import type { AppId } from "../../../../common/apps/appId.ts";
import type { ChatDiagnostic } from "../../../../common/contracts/chat.ts";
import type { OutputLine } from "../../../../common/contracts/preview.ts";

export interface ConsoleLine {
  /** Epoch ms. */
  readonly at: number;
  readonly level: "info" | "warn" | "error";
  /** Who printed it: `worker`, `compiler`, `page`. */
  readonly source: string;
  readonly message: string;
}

/** What an app printed, newest last. Untrusted: whoever writes to it wants to be read. */
export interface AppConsole {
  lines(appId: AppId): readonly ConsoleLine[];
  errorsSince(appId: AppId, at: number): readonly ConsoleLine[];
}

/** The console as far as the preview's output knows it: compiler, packages, edge and worker. */
export function previewConsole(
  outputOf: (appId: AppId) => { readonly value: readonly OutputLine[] },
): AppConsole {
  return {
    lines: (appId) => outputOf(appId).value,
    errorsSince: (appId, at) =>
      outputOf(appId).value.filter(
        // The compiler's own answer has come already.
        (line) => line.level === "error" && line.at >= at && line.source !== "compiler",
      ),
  };
}

export function consoleDiagnostic({ source, message }: ConsoleLine): ChatDiagnostic {
  return {
    source: "console",
    severity: "error",
    path: null,
    line: null,
    message: `${source}: ${message}`.slice(0, 4_000),
  };
}
