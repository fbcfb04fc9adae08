import { RotateCcwSquare, X } from "lucide-react";
import {
  type PointerEvent,
  type ReactElement,
  type ReactNode,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { formatNumber, formatPercent } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { classNames } from "../../ui/classNames.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { DeviceMenu } from "./DeviceMenu.tsx";
import { type Fit, fitPage, LIMITS, type Size, sideOf } from "./fit.ts";
import { removeViewport, resize, sizeOf, turn, useFrame, type Viewport } from "./viewports.ts";

const words = text.preview.viewport;

interface ViewportViewProps {
  readonly viewport: Viewport;
  readonly isAlone: boolean;
  readonly beneath: ReactNode;
  readonly children: (fit: Fit) => ReactNode;
}

/** One screen: its name and size above it, the page in it, and handles to drag it larger. */
export function ViewportView(props: ViewportViewProps): ReactElement {
  const { viewport, isAlone, beneath, children } = props;
  const zoom = useFrame((frame) => frame.zoom);
  const room = useRef<HTMLDivElement>(null);
  const [dragged, setDragged] = useState<Size | null>(null);
  const size = dragged ?? sizeOf(viewport);
  const available = useRoom(room);
  const fit = fitPage(size, inside(available, size !== null), zoom);
  return (
    <section
      aria-label={words.label(formatNumber(viewport.id + 1))}
      className="flex min-h-0 min-w-0 flex-1 flex-col gap-1.5"
    >
      {(!isAlone || size !== null) && <Caption viewport={viewport} size={size} scale={fit.scale} />}
      <div ref={room} className={classNames("min-h-0 flex-1", scrolls(fit, available))}>
        <div
          style={{ width: fit.width * fit.scale, height: fit.height * fit.scale }}
          className={classNames("relative mx-auto", size !== null && "mb-4")}
        >
          <div
            className={classNames(
              "relative h-full w-full overflow-hidden rounded-lg border border-line-strong",
              beneath === null ? "bg-white" : "bg-panel",
              // A frame takes the pointer away from what is dragged over it.
              dragged !== null && "pointer-events-none",
            )}
          >
            {beneath !== null && <div className="absolute inset-0">{beneath}</div>}
            {children(fit)}
          </div>
          {size !== null && (
            <Handles
              size={size}
              scale={fit.scale}
              onDrag={setDragged}
              onDone={(next) => {
                setDragged(null);
                resize(viewport.id, next);
              }}
            />
          )}
        </div>
      </div>
    </section>
  );
}

/** What a sized page leaves to its handles. */
const HANDLE = 12;

function inside({ width, height }: Size, hasHandles: boolean): Size {
  if (!hasHandles || width <= 0) return { width, height };
  return { width: width - 2 * HANDLE, height: height - 2 * HANDLE };
}

function scrolls(fit: Fit, room: Size): string {
  const fits = fit.width * fit.scale <= room.width && fit.height * fit.scale <= room.height;
  return fits ? "overflow-hidden" : "overflow-auto";
}

interface CaptionProps {
  readonly viewport: Viewport;
  readonly size: Size | null;
  readonly scale: number;
}

function Caption({ viewport, size, scale }: CaptionProps): ReactElement {
  return (
    <header className="flex h-6 shrink-0 items-center justify-center gap-1 text-xs text-fg-3 tabular-nums">
      <DeviceMenu viewport={viewport} look="plain" />
      {size !== null && (
        <>
          <Side viewport={viewport} size={size} side="width" />
          <span aria-hidden="true">×</span>
          <Side viewport={viewport} size={size} side="height" />
          <IconButton
            icon={RotateCcwSquare}
            label={words.turn}
            size="sm"
            onClick={() => turn(viewport)}
          />
          <span title={words.scale}>{formatPercent(scale)}</span>
        </>
      )}
      {viewport.id !== 0 && (
        <IconButton
          icon={X}
          label={words.remove}
          size="sm"
          onClick={() => removeViewport(viewport.id)}
        />
      )}
    </header>
  );
}

interface SideProps {
  readonly viewport: Viewport;
  readonly size: Size;
  readonly side: "width" | "height";
}

/** A side's length, typed and entered. */
function Side({ viewport, size, side }: SideProps): ReactElement {
  const [typed, setTyped] = useState<string | null>(null);
  const enter = (): void => {
    const pixels = Number(typed);
    if (typed !== null && Number.isFinite(pixels) && pixels > 0) {
      resize(viewport.id, { ...size, [side]: sideOf(pixels) });
    }
    setTyped(null);
  };
  return (
    <input
      aria-label={words[side]}
      inputMode="numeric"
      maxLength={String(LIMITS.most).length}
      value={typed ?? String(Math.round(size[side]))}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={enter}
      onKeyDown={(event) => {
        if (event.key === "Enter") enter();
        else if (event.key === "Escape") setTyped(null);
      }}
      className="h-5 w-11 rounded-sm border border-transparent bg-transparent text-center text-xs text-fg-2 hover:border-line focus:border-line focus:text-fg"
    />
  );
}

interface HandlesProps {
  readonly size: Size;
  readonly scale: number;
  readonly onDrag: (size: Size) => void;
  readonly onDone: (size: Size) => void;
}

const EDGES = [
  { id: "right", x: 1, y: 0, place: "top-0 -right-3 h-full w-3 cursor-ew-resize" },
  { id: "bottom", x: 0, y: 1, place: "-bottom-3 left-0 h-3 w-full cursor-ns-resize" },
  { id: "corner", x: 1, y: 1, place: "-right-3 -bottom-3 size-3 cursor-nwse-resize" },
] as const;

/** Dragged by the pointer; the fields above do the same by keyboard. */
function Handles({ size, scale, onDrag, onDone }: HandlesProps): ReactElement {
  const start = useRef<{ x: number; y: number; size: Size } | null>(null);
  const sized = (event: PointerEvent, edge: (typeof EDGES)[number]): Size | null => {
    if (start.current === null) return null;
    // The page stands in the middle: each pixel of the pointer is one on both of its sides.
    const dx = ((event.clientX - start.current.x) * 2 * edge.x) / scale;
    const dy = ((event.clientY - start.current.y) * edge.y) / scale;
    const { width, height } = start.current.size;
    return { width: sideOf(width + dx), height: sideOf(height + dy) };
  };
  return (
    <>
      {EDGES.map((edge) => (
        <div
          key={edge.id}
          data-handle={edge.id}
          className={classNames("group absolute grid touch-none place-items-center", edge.place)}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            start.current = { x: event.clientX, y: event.clientY, size };
          }}
          onPointerMove={(event) => {
            const next = sized(event, edge);
            if (next !== null) onDrag(next);
          }}
          onPointerUp={(event) => {
            const next = sized(event, edge);
            start.current = null;
            if (next !== null) onDone(next);
          }}
          onPointerCancel={() => {
            if (start.current !== null) onDone(start.current.size);
            start.current = null;
          }}
        >
          <span
            className={classNames(
              "rounded-full bg-line-strong transition-colors duration-100 group-hover:bg-accent",
              edge.id === "right" && "h-8 w-1",
              edge.id === "bottom" && "h-1 w-8",
              edge.id === "corner" && "size-1.5",
            )}
          />
        </div>
      ))}
    </>
  );
}

/** The size of an element, as it changes. */
function useRoom(room: { readonly current: HTMLElement | null }): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = room.current;
    if (element === null) return undefined;
    const measure = (): void => {
      // A hidden panel has no size; the page keeps the one it had.
      if (element.clientWidth === 0) return;
      setSize({ width: element.clientWidth, height: element.clientHeight });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [room]);
  return size;
}
