import { type ReactElement, useCallback, useState, useSyncExternalStore } from "react";
import { fileName, type FilePath } from "../../../../common/apps/filePath.ts";
import { text } from "../../../messages/text.ts";
import { Segmented } from "../../../ui/Segmented.tsx";
import type { TextBuffer } from "../textBuffer.ts";
import { BACKDROPS } from "./backdrop.ts";

const words = text.fileViews.svg;
const FOLLOW_MS = 200;

export type SvgShown = "source" | "split" | "picture";

export function isSvg(path: FilePath): boolean {
  return path.toLowerCase().endsWith(".svg");
}

interface SvgViewProps {
  readonly path: FilePath;
  readonly buffer: TextBuffer;
  readonly shown: SvgShown;
  readonly onShown: (shown: SvgShown) => void;
}

/**
 * The picture that an SVG source draws, kept up with what is typed. As the source of an `img` it
 * runs no script and loads nothing.
 */
export function SvgView({ path, buffer, shown, onShown }: SvgViewProps): ReactElement {
  return (
    <>
      {shown !== "source" && (
        <div
          className={`absolute inset-y-0 right-0 z-10 border-line bg-raised ${
            shown === "split" ? "w-1/2 border-l" : "w-full"
          }`}
        >
          <SvgPicture path={path} buffer={buffer} />
        </div>
      )}
      <div className="absolute top-2 right-5 z-10 rounded-md bg-raised">
        <Segmented<SvgShown>
          label={words.shown}
          value={shown}
          onChange={onShown}
          segments={[
            { id: "source", label: words.source },
            { id: "split", label: words.split },
            { id: "picture", label: words.picture },
          ]}
        />
      </div>
    </>
  );
}

function SvgPicture({ path, buffer }: Pick<SvgViewProps, "path" | "buffer">): ReactElement {
  const source = useFollowedText(buffer);
  const [broken, setBroken] = useState<string | null>(null);
  const [size, setSize] = useState<string | null>(null);
  return (
    <div
      tabIndex={0}
      className="grid h-full place-items-center overflow-auto p-6 -outline-offset-2"
    >
      {broken === source ? (
        <p role="status" className="max-w-72 text-center text-xs text-fg-2">
          {words.broken}
        </p>
      ) : (
        <img
          src={`data:image/svg+xml;utf8,${encodeURIComponent(source)}`}
          alt={text.fileViews.picture(fileName(path))}
          draggable={false}
          onError={() => setBroken(source)}
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
            setSize(text.fileViews.dimensions(`${naturalWidth}`, `${naturalHeight}`))
          }
          className={`max-h-full max-w-full min-h-16 min-w-16 rounded-sm border border-line object-contain ${BACKDROPS[0]?.surface ?? ""}`}
        />
      )}
      {size !== null && broken !== source && (
        <span className="absolute bottom-2 left-3 text-xs text-fg-3 tabular-nums">{size}</span>
      )}
    </div>
  );
}

/** The buffer's text as it was a moment after the last key. */
function useFollowedText(buffer: TextBuffer): string {
  const subscribe = useCallback(
    (changed: () => void) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const stop = buffer.onEdit(() => {
        clearTimeout(timer);
        timer = setTimeout(changed, FOLLOW_MS);
      });
      return () => {
        stop();
        clearTimeout(timer);
      };
    },
    [buffer],
  );
  return useSyncExternalStore(subscribe, () => buffer.text());
}
