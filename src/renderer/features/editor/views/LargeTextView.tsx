import { ArrowDownToLine, ArrowUpToLine } from "lucide-react";
import { type ReactElement, useCallback, useEffect, useRef, useState } from "react";
import { fileName } from "../../../../common/apps/filePath.ts";
import { MAX_ROW_BYTES, type TextRow, type TextShape } from "../../../../common/contracts/files.ts";
import type { Problem } from "../../../../common/contracts/problem.ts";
import { studio, toProblem } from "../../../client/studio.ts";
import { formatBytes, formatNumber, formatPercent } from "../../../messages/format.ts";
import { text } from "../../../messages/text.ts";
import { ErrorState } from "../../../ui/ErrorState.tsx";
import { IconButton } from "../../../ui/IconButton.tsx";
import type { ViewedFile } from "./fileBytes.ts";
import { FindRow } from "./FindRow.tsx";
import { RowWindow, type RowWindowHandle } from "./RowWindow.tsx";
import { usePages } from "./usePages.ts";
import { ViewBar } from "./ViewBar.tsx";

const words = text.fileViews.large;
const PAGE_ROWS = 200;
const RECOUNT_MS = 250;

/** A text of any size, to read: the page holds only the rows around what is in sight. */
export function LargeTextView({ file }: { readonly file: ViewedFile }): ReactElement {
  const { shape, problem } = useTextShape(file);
  const rows = useRef<RowWindowHandle>(null);
  const [marked, setMarked] = useState<number | null>(null);
  const { appId, path } = file;
  const version = shape?.version;
  const load = useCallback(
    (page: number, signal: AbortSignal): Promise<readonly TextRow[]> =>
      version === undefined
        ? Promise.resolve([])
        : studio.files.textRows.query(
            { appId, path, from: page * PAGE_ROWS, count: PAGE_ROWS },
            { signal },
          ),
    [appId, path, version],
  );
  const pages = usePages<TextRow>(PAGE_ROWS, load);
  const show = useCallback((from: number, to: number) => pages.show(from, to), [pages]);
  const total = shape?.rows ?? 0;
  const failed = problem ?? pages.problem;
  if (failed !== null) {
    const { message, next, details } = failed;
    const title = text.fileViews.notRead(fileName(path));
    return <ErrorState title={title} cause={message} next={next} details={details} />;
  }
  const goTo = (row: number): void => {
    setMarked(row);
    rows.current?.goTo(row);
  };
  return (
    <div className="flex h-full min-h-0 flex-col">
      <ViewBar facts={[...factsOf(file, shape), words.readOnly]}>
        <FindRow file={file} from={marked} onFound={goTo} />
        <IconButton
          size="sm"
          icon={ArrowUpToLine}
          label={words.goToStart}
          onClick={() => rows.current?.goTo(0)}
        />
        <IconButton
          size="sm"
          icon={ArrowDownToLine}
          label={words.goToEnd}
          onClick={() => rows.current?.goTo(total)}
        />
      </ViewBar>
      <RowWindow
        ref={rows}
        label={words.label(fileName(path))}
        rows={total}
        columns={MAX_ROW_BYTES}
        onShow={show}
        row={(at) => <LargeRow row={pages.itemAt(at)} marked={at === marked} />}
      />
    </div>
  );
}

function LargeRow({ row, marked }: { row: TextRow | undefined; marked: boolean }): ReactElement {
  return (
    <>
      <span className="sticky left-0 z-1 flex h-full w-24 shrink-0 items-center justify-end bg-raised px-3 text-fg-3 tabular-nums select-none">
        {row?.line === null ? "↳" : (row?.line ?? "")}
      </span>
      <span className={`flex h-full items-center text-fg ${marked ? "bg-accent-soft" : ""}`}>
        {row?.text ?? ""}
      </span>
    </>
  );
}

function factsOf(file: ViewedFile, shape: TextShape | null): readonly string[] {
  if (shape === null) return [formatBytes(file.size)];
  const lines = shape.done
    ? words.lines(formatNumber(shape.lines))
    : words.counting(formatPercent(shape.counted / Math.max(1, shape.size)));
  return [lines, formatBytes(shape.size)];
}

interface KnownShape {
  readonly shape: TextShape | null;
  readonly problem: Problem | null;
}

/** How long the text is; asked again until all of it is counted, and when it is another version. */
function useTextShape({ appId, path, version }: ViewedFile): KnownShape {
  const [known, setKnown] = useState<KnownShape>({ shape: null, problem: null });
  useEffect(() => {
    let isShown = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async (): Promise<void> => {
      try {
        const shape = await studio.files.textShape.query({ appId, path });
        if (!isShown) return;
        setKnown({ shape, problem: null });
        if (!shape.done) timer = setTimeout(() => void ask(), RECOUNT_MS);
      } catch (error) {
        if (isShown) setKnown({ shape: null, problem: toProblem(error) });
      }
    };
    void ask();
    return () => {
      isShown = false;
      clearTimeout(timer);
    };
  }, [appId, path, version]);
  return known;
}
