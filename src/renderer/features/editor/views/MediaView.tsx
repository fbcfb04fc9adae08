import type { ReactElement } from "react";
import { fileName } from "../../../../common/apps/filePath.ts";
import { formatBytes } from "../../../messages/format.ts";
import { text } from "../../../messages/text.ts";
import type { ViewedFile } from "./fileBytes.ts";
import { FileLoading } from "./FileLoading.tsx";
import { AS_URL, useWholeFile } from "./useWholeFile.ts";
import { ViewBar } from "./ViewBar.tsx";

const words = text.fileViews.media;

interface MediaViewProps {
  readonly file: ViewedFile;
  /** The page cannot play it. */
  readonly onBroken: () => void;
}

/** A sound or a film, played when the person says so. */
export function MediaView({ file, onBroken }: MediaViewProps): ReactElement {
  const whole = useWholeFile(file, AS_URL);
  if (whole.kind !== "ready") return <FileLoading file={file} state={whole} />;
  const name = fileName(file.path);
  return (
    <div className="flex h-full min-h-0 flex-col">
      <ViewBar facts={[formatBytes(file.size), file.mime]} />
      <div className="grid min-h-0 flex-1 place-items-center overflow-auto p-6">
        {file.mime.startsWith("audio/") && (
          <audio controls src={whole.value} aria-label={words.audio(name)} onError={onBroken} />
        )}
        {file.mime.startsWith("video/") && (
          <video
            controls
            src={whole.value}
            aria-label={words.video(name)}
            onError={onBroken}
            className="max-h-full max-w-full rounded-sm border border-line"
          />
        )}
      </div>
    </div>
  );
}
