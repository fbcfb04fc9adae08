import {
  type ReactElement,
  type ReactNode,
  type Ref,
  useCallback,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
} from "react";
import { ROW_HEIGHT, scrollScale } from "./scrollScale.ts";

export interface RowWindowHandle {
  /** Puts a row at the middle of what is in sight. */
  goTo(row: number): void;
  focus(): void;
}

interface RowWindowProps {
  readonly label: string;
  /** How many there are: any number, a browser's limit on heights does not count. */
  readonly rows: number;
  /** Characters of the widest row in sight, so that it can be scrolled to. */
  readonly columns: number;
  readonly row: (at: number) => ReactNode;
  /** Told which rows come into sight, to load them; `to` is not among them. */
  readonly onShow: (from: number, to: number) => void;
  readonly ref?: Ref<RowWindowHandle>;
}

/** Rows of one height, of which only those in sight exist. */
export function RowWindow({
  label,
  rows,
  columns,
  row,
  onShow,
  ref,
}: RowWindowProps): ReactElement {
  const scroller = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState(0);
  const [top, setTop] = useState(0);
  const settled = useRef(0);
  const scale = scrollScale(rows, height);
  const from = Math.min(Math.floor(top / ROW_HEIGHT), Math.max(0, rows - 1));
  const to = Math.min(rows, from + Math.ceil(height / ROW_HEIGHT) + 1);

  /** Scrolls to a distance from the first row, in pixels of unscaled rows. */
  const moveTo = useCallback(
    (wanted: number) => {
      const next = Math.max(0, Math.min(wanted, scale.limit));
      const at = scale.scrollOf(next);
      if (scroller.current !== null) scroller.current.scrollTop = at;
      settled.current = scroller.current?.scrollTop ?? at;
      setTop(next);
    },
    [scale],
  );
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useEffect(() => onShow(from, to), [from, onShow, to]);
  useEffect(() => {
    const element = scroller.current;
    if (element === null || !scale.isScaled) return;
    // A notch of the wheel is a few rows, however many the scrollbar stands for.
    const turn = (event: WheelEvent): void => {
      if (event.ctrlKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) return;
      event.preventDefault();
      moveTo(top + event.deltaY);
    };
    element.addEventListener("wheel", turn, { passive: false });
    return () => element.removeEventListener("wheel", turn);
  }, [moveTo, scale.isScaled, top]);
  useImperativeHandle(
    ref,
    () => ({
      goTo: (at) => moveTo(at * ROW_HEIGHT - height / 2 + ROW_HEIGHT),
      focus: () => scroller.current?.focus(),
    }),
    [height, moveTo],
  );
  return (
    <div
      ref={scroller}
      role="document"
      aria-label={label}
      tabIndex={0}
      onScroll={({ currentTarget: { scrollTop } }) => {
        // Our own scrolling, rounded by the browser, must not move the rows a second time.
        if (Math.abs(scrollTop - settled.current) < 1) return;
        settled.current = scrollTop;
        setTop(scale.topOf(scrollTop));
      }}
      onKeyDown={(event) => {
        const by = distanceOf(event.key, height, scale.limit);
        if (by === null) return;
        event.preventDefault();
        moveTo(top + by);
      }}
      className="min-h-0 flex-1 overflow-auto font-mono text-xs -outline-offset-2"
    >
      <div style={{ height: scale.height, minWidth: `calc(${columns}ch + 8rem)` }}>
        <div className="sticky top-0 overflow-hidden" style={{ height }}>
          <div style={{ transform: `translateY(${-(top % ROW_HEIGHT)}px)` }}>
            {Array.from({ length: Math.max(0, to - from) }, (_, at) => (
              <div
                key={from + at}
                style={{ height: ROW_HEIGHT }}
                className="flex items-center whitespace-pre"
              >
                {row(from + at)}
              </div>
            ))}
          </div>
        </div>
      </div>
    </div>
  );
}

function distanceOf(key: string, height: number, limit: number): number | null {
  switch (key) {
    case "ArrowDown":
      return ROW_HEIGHT;
    case "ArrowUp":
      return -ROW_HEIGHT;
    case "PageDown":
    case " ":
      return height - ROW_HEIGHT;
    case "PageUp":
      return ROW_HEIGHT - height;
    case "Home":
      return -limit;
    case "End":
      return limit;
    default:
      return null;
  }
}
