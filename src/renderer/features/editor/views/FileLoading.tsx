import type { ReactElement } from "react";
import { fileName } from "../../../../common/apps/filePath.ts";
import { formatBytes } from "../../../messages/format.ts";
import { text } from "../../../messages/text.ts";
import { ErrorState } from "../../../ui/ErrorState.tsx";
import { ProgressBar } from "../../../ui/ProgressBar.tsx";
import { useDelayed } from "../../../ui/useDelayed.ts";
import type { ViewedFile } from "./fileBytes.ts";
import type { WholeFile } from "./useWholeFile.ts";

const words = text.fileViews;

interface FileLoadingProps {
  readonly file: ViewedFile;
  readonly state: Exclude<WholeFile<unknown>, { kind: "ready" }>;
}

/** What stands in place of a file that is being read, or could not be. */
export function FileLoading({ file, state }: FileLoadingProps): ReactElement | null {
  const due = useDelayed();
  const name = fileName(file.path);
  if (state.kind === "failed") {
    const { message, next, details } = state.problem;
    return <ErrorState title={words.notRead(name)} cause={message} next={next} details={details} />;
  }
  if (!due) return null;
  return (
    <div className="mx-auto grid h-full max-w-80 content-center gap-2 text-xs text-fg-2">
      <ProgressBar label={words.reading(name)} fraction={state.bytes / Math.max(1, file.size)} />
      <p className="text-center tabular-nums">
        {words.readSoFar(formatBytes(state.bytes), formatBytes(file.size))}
      </p>
    </div>
  );
}
