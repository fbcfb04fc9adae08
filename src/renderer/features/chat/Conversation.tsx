import { useVirtualizer } from "@tanstack/react-virtual";
import { ArrowDown } from "lucide-react";
import { type ReactElement, type RefObject, useEffect, useRef, useState } from "react";
import { useMessage } from "../../client/chats.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import type { ChatRow } from "./chatRows.ts";
import { focusApproval, useJump } from "./jump.ts";
import { PartView } from "./PartView.tsx";
import { PersonMessage } from "./PersonMessage.tsx";
import { useChatRows } from "./rowsStore.ts";
import { RunEnd } from "./RunEnd.tsx";
import { ToolGroup } from "./ToolGroup.tsx";

const words = text.chat.conversation;

/** So near to the end the view goes along with what is added. */
const NEAR_END = 48;

/** What was said and done, newest last; only what is in sight is drawn. */
export function Conversation(): ReactElement {
  const rows = useChatRows((store) => store.rows);
  const { scroller, stuck, toEnd, onScroll } = useStickToEnd();
  // The library measures through refs; nothing memoised reads its functions here.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 72,
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 6,
    gap: 10,
    paddingStart: 12,
    paddingEnd: 12,
  });
  useEffect(
    () =>
      useJump.subscribe(({ row, call }) => {
        if (row === null || call === null) return;
        useJump.setState({ row: null, call: null });
        virtual.scrollToIndex(row, { align: "auto" });
        focusApproval(call);
      }),
    [virtual],
  );
  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={scroller}
        // Milestones are read out elsewhere; each token would be noise.
        role="log"
        aria-live="off"
        aria-label={words.label}
        tabIndex={0}
        onScroll={onScroll}
        className="h-full overflow-x-hidden overflow-y-auto [overflow-anchor:none]"
      >
        <div className="relative w-full" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, key, start }) => {
            const row = rows[index];
            return (
              row !== undefined && (
                <div
                  key={key}
                  ref={virtual.measureElement}
                  data-index={index}
                  className="absolute top-0 left-0 w-full px-3"
                  style={{ transform: `translateY(${start}px)` }}
                >
                  <Row row={row} />
                </div>
              )
            );
          })}
        </div>
      </div>
      {!stuck && (
        <div className="absolute inset-x-0 bottom-2 flex justify-center">
          <Button size="sm" icon={ArrowDown} onClick={toEnd} className="shadow-pop">
            {words.toEnd}
          </Button>
        </div>
      )}
    </div>
  );
}

function Row({ row }: { readonly row: ChatRow }): ReactElement | null {
  switch (row.kind) {
    case "person":
      return <PersonMessage id={row.message} branches={row.branches} />;
    case "notice":
      return <Notice id={row.message} />;
    case "part":
      return <PartView id={row.part} />;
    case "calls":
      return <ToolGroup calls={row.calls} />;
    case "run":
      return <RunEnd id={row.run} last={row.last} />;
  }
}

function Notice({ id }: { readonly id: string }): ReactElement | null {
  const message = useMessage(id);
  if (message === undefined) return null;
  return <p className="text-center text-xs break-words text-fg-3">{message.text}</p>;
}

interface StickToEnd {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly stuck: boolean;
  readonly toEnd: () => void;
  readonly onScroll: () => void;
}

/** Keeps the end in sight while the person has not scrolled away from it. */
function useStickToEnd(): StickToEnd {
  const scroller = useRef<HTMLDivElement>(null);
  const [stuck, setStuck] = useState(true);
  const sticking = useRef(true);
  const stick = (value: boolean): void => {
    sticking.current = value;
    setStuck(value);
  };
  const toEnd = (): void => {
    stick(true);
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
  };
  useEffect(() => {
    const box = scroller.current;
    const content = box?.firstElementChild;
    if (box === null || content === null || content === undefined) return undefined;
    const follow = (): void => {
      if (sticking.current) box.scrollTo({ top: box.scrollHeight });
    };
    const observer = new ResizeObserver(follow);
    observer.observe(content);
    observer.observe(box);
    return () => observer.disconnect();
  }, []);
  const onScroll = (): void => {
    const box = scroller.current;
    if (box === null) return;
    const near = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END;
    if (near !== sticking.current) stick(near);
  };
  return { scroller, stuck, toEnd, onScroll };
}
