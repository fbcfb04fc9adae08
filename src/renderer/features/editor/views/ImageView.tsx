import { Minus, Plus } from "lucide-react";
import { type ReactElement, useCallback, useEffect, useRef, useState } from "react";
import { fileName } from "../../../../common/apps/filePath.ts";
import { formatBytes, formatNumber, formatPercent } from "../../../messages/format.ts";
import { text } from "../../../messages/text.ts";
import { Button } from "../../../ui/Button.tsx";
import { IconButton } from "../../../ui/IconButton.tsx";
import { Segmented } from "../../../ui/Segmented.tsx";
import { BACKDROPS, type Backdrop } from "./backdrop.ts";
import type { ViewedFile } from "./fileBytes.ts";
import { FileLoading } from "./FileLoading.tsx";
import { nextZoom, type Zoom } from "./imageZoom.ts";
import { AS_URL, useWholeFile } from "./useWholeFile.ts";
import { ViewBar } from "./ViewBar.tsx";

const words = text.fileViews;

interface ImageViewProps {
  readonly file: ViewedFile;
  /** The bytes are no picture after all. */
  readonly onBroken: () => void;
}

/** A picture with its size. Its bytes are only ever drawn: no script, nothing loaded from outside. */
export function ImageView({ file, onBroken }: ImageViewProps): ReactElement {
  const whole = useWholeFile(file, AS_URL);
  const url = whole.kind === "ready" ? whole.value : null;
  const [size, setSize] = useState<{ width: number; height: number } | null>(null);
  const [zoom, setZoom] = useState<Zoom>("fit");
  const [backdrop, setBackdrop] = useState<Backdrop>("checks");
  const [fitted, setFitted] = useState(1);
  const picture = useRef<HTMLImageElement>(null);
  const step = useCallback(
    (by: 1 | -1) => setZoom((now) => nextZoom(now, by, picture.current)),
    [],
  );
  const surface = useZoomWheel(step);
  useEffect(() => {
    const image = picture.current;
    if (image === null || url === null || zoom !== "fit") return;
    const measure = (): void => {
      if (image.naturalWidth > 0) setFitted(image.width / image.naturalWidth);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(image);
    return () => observer.disconnect();
  }, [url, zoom]);
  if (whole.kind !== "ready") return <FileLoading file={file} state={whole} />;
  const facts = [
    ...(size === null
      ? []
      : [words.dimensions(formatNumber(size.width), formatNumber(size.height))]),
    formatBytes(file.size),
    file.mime,
  ];
  return (
    <div className="flex h-full min-h-0 flex-col">
      <ViewBar facts={facts}>
        <span className="hidden @xl:block">
          <Segmented<Backdrop>
            label={words.backdrop}
            value={backdrop}
            onChange={setBackdrop}
            segments={BACKDROPS.map(({ id, label }) => ({ id, label }))}
          />
        </span>
        <ZoomButtons zoom={zoom} fitted={fitted} onZoom={setZoom} onStep={step} />
      </ViewBar>
      <div
        ref={surface}
        tabIndex={0}
        role="group"
        aria-label={words.zoom}
        onKeyDown={({ key }) => {
          if (key === "+" || key === "=") step(1);
          if (key === "-") step(-1);
          if (key === "0") setZoom("fit");
          if (key === "1") setZoom(1);
        }}
        className="grid min-h-0 flex-1 place-items-center overflow-auto p-4 -outline-offset-2"
      >
        {url !== null && (
          <img
            ref={picture}
            src={url}
            alt={words.picture(fileName(file.path))}
            draggable={false}
            onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) =>
              setSize({ width, height })
            }
            onError={onBroken}
            style={zoom === "fit" || size === null ? undefined : { width: size.width * zoom }}
            className={`rounded-sm border border-line ${surfaceOf(backdrop)} ${
              zoom === "fit" ? "max-h-full max-w-full object-contain" : "max-w-none"
            } ${zoom !== "fit" && zoom > 2 ? "[image-rendering:pixelated]" : ""}`}
          />
        )}
      </div>
    </div>
  );
}

function surfaceOf(backdrop: Backdrop): string {
  return BACKDROPS.find(({ id }) => id === backdrop)?.surface ?? "";
}

interface ZoomButtonsProps {
  readonly zoom: Zoom;
  /** The scale that fits, 1 is actual size. */
  readonly fitted: number;
  readonly onZoom: (zoom: Zoom) => void;
  readonly onStep: (by: 1 | -1) => void;
}

function ZoomButtons({ zoom, fitted, onZoom, onStep }: ZoomButtonsProps): ReactElement {
  return (
    <span className="flex items-center gap-1">
      <IconButton size="sm" icon={Minus} label={words.zoomOut} onClick={() => onStep(-1)} />
      <span role="status" aria-label={words.zoom} className="w-11 text-center">
        {formatPercent(zoom === "fit" ? fitted : zoom)}
      </span>
      <IconButton size="sm" icon={Plus} label={words.zoomIn} onClick={() => onStep(1)} />
      <Button size="sm" tone="quiet" aria-pressed={zoom === "fit"} onClick={() => onZoom("fit")}>
        {words.fit}
      </Button>
      <Button size="sm" tone="quiet" aria-pressed={zoom === 1} onClick={() => onZoom(1)}>
        {words.actualSize}
      </Button>
    </span>
  );
}

/** Ctrl and the wheel zoom, as does a pinch. React's own wheel listener could not prevent the page's zoom. */
function useZoomWheel(step: (by: 1 | -1) => void): (surface: HTMLElement | null) => void {
  const unlisten = useRef<() => void>(undefined);
  return useCallback(
    (surface) => {
      unlisten.current?.();
      unlisten.current = undefined;
      if (surface === null) return;
      const turn = (event: WheelEvent): void => {
        if (!event.ctrlKey && !event.metaKey) return;
        event.preventDefault();
        step(event.deltaY < 0 ? 1 : -1);
      };
      surface.addEventListener("wheel", turn, { passive: false });
      unlisten.current = () => surface.removeEventListener("wheel", turn);
    },
    [step],
  );
}
