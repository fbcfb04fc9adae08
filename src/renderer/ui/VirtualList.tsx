import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactElement, type ReactNode, useEffect, useRef } from "react";

interface VirtualListProps<T> {
  readonly items: readonly T[];
  readonly keyOf: (item: T) => string;
  /** Pixels of one row; rows that turn out taller are measured. */
  readonly rowHeight: number;
  readonly row: (item: T, index: number) => ReactNode;
  readonly label: string;
  /** A log announces what is added; a list does not. */
  readonly role?: "list" | "log";
  /** Keeps the newest row in sight while the person has not scrolled away. */
  readonly followEnd?: boolean;
}

/** A list of any length of which only what is in sight is rendered. */
export function VirtualList<T>(props: VirtualListProps<T>): ReactElement {
  const { items, keyOf, rowHeight, row, label, role = "list", followEnd = false } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  // The library measures through refs; nothing memoised reads its functions here.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => {
      const item = items[index];
      return item === undefined ? index : keyOf(item);
    },
    overscan: 12,
  });
  useEffect(() => {
    if (followEnd && atEnd.current && items.length > 0) {
      virtual.scrollToIndex(items.length - 1, { align: "end" });
    }
  }, [followEnd, items.length, virtual]);
  return (
    <div
      ref={scroller}
      role={role}
      aria-label={label}
      tabIndex={0}
      onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
        atEnd.current = scrollHeight - scrollTop - clientHeight < rowHeight * 2;
      }}
      className="h-full min-h-0 overflow-auto"
    >
      <div className="relative w-full" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const item = items[index];
          if (item === undefined) return null;
          return (
            <div
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              role={role === "list" ? "listitem" : undefined}
              className="absolute top-0 left-0 w-full"
              style={{ transform: `translateY(${start}px)` }}
            >
              {row(item, index)}
            </div>
          );
        })}
      </div>
    </div>
  );
}
