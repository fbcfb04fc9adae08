import { ArrowDown, ArrowUp, Columns2, Rows2 } from "lucide-react";
import { type ReactElement, type RefObject, useEffect, useRef, useState } from "react";
import { create } from "zustand";
import type { editor } from "monaco-editor/editor";
import { formatNumber } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import type { ComparisonEditor } from "./monaco/comparisonEditor.ts";
import { loadMonaco } from "./monaco/load.ts";

const words = text.editor.comparison;

interface ComparisonViewProps {
  readonly path: string;
  readonly left: { readonly title: string; readonly text: string };
  readonly right: {
    readonly title: string;
    /** An open file's model can be edited; a text is only shown. */
    readonly content: string | editor.ITextModel;
  };
  readonly focus?: boolean;
}

/** How the person likes comparisons; holds for all of them. */
const useLayout = create<{ readonly inline: boolean }>(() => ({ inline: false }));

/** Two versions of a text with a bar that names them and steps through what differs. */
export function ComparisonView({ path, left, right, focus }: ComparisonViewProps): ReactElement {
  const host = useRef<HTMLDivElement>(null);
  const { inline } = useLayout();
  const [changes, setChanges] = useState<number | null>(null);
  const comparing = useComparison(host, { path, left, right }, setChanges);
  useEffect(() => comparing?.setInline(inline), [comparing, inline]);
  useEffect(() => {
    if (focus === true) comparing?.focus();
  }, [comparing, focus]);
  return (
    <div className="flex h-full min-h-0 flex-col bg-raised">
      <div className="flex h-9 shrink-0 items-center gap-2 border-b border-line pr-1.5 pl-3 text-xs text-fg-2">
        <span className="truncate">{left.title}</span>
        <span aria-hidden="true" className="text-fg-3">
          ↔
        </span>
        <span className="truncate text-fg">{right.title}</span>
        <span className="flex-1" />
        <span role="status" className="shrink-0 pr-1 text-fg-3 tabular-nums">
          {changes !== null && words.changes(changes, formatNumber(changes))}
        </span>
        <IconButton
          size="sm"
          icon={ArrowUp}
          label={words.previous}
          disabled={changes === null || changes === 0}
          onClick={() => comparing?.step("previous")}
        />
        <IconButton
          size="sm"
          icon={ArrowDown}
          label={words.next}
          disabled={changes === null || changes === 0}
          onClick={() => comparing?.step("next")}
        />
        <IconButton
          size="sm"
          icon={inline ? Columns2 : Rows2}
          label={inline ? words.sideBySide : words.inline}
          onClick={() => useLayout.setState({ inline: !inline })}
        />
      </div>
      <div ref={host} className="min-h-0 flex-1" />
    </div>
  );
}

function useComparison(
  host: RefObject<HTMLDivElement | null>,
  { path, left, right }: Omit<ComparisonViewProps, "focus">,
  onChanges: (count: number) => void,
): ComparisonEditor | null {
  const [comparing, setComparing] = useState<ComparisonEditor | null>(null);
  const { title: leftTitle, text: leftText } = left;
  const { title: rightTitle, content } = right;
  useEffect(() => {
    let gone = false;
    let made: ComparisonEditor | undefined;
    void loadMonaco().then((setup) => {
      if (gone || host.current === null) return;
      const { inline } = useLayout.getState();
      const labels = [leftTitle, rightTitle] as const;
      const compared = { path, left: leftText, right: content, inline, labels };
      made = new setup.ComparisonEditor(host.current, compared, onChanges);
      made.showFirst();
      setComparing(made);
    });
    return () => {
      gone = true;
      setComparing(null);
      made?.[Symbol.dispose]();
    };
  }, [content, host, leftText, leftTitle, onChanges, path, rightTitle]);
  return comparing;
}
