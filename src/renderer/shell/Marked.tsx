import type { ReactElement } from "react";

interface MarkedProps {
  readonly value: string;
  /** Places (of UTF-16 units) that matched a query. */
  readonly at: readonly number[];
}

interface Run {
  readonly start: number;
  readonly text: string;
  readonly marked: boolean;
}

/** Text with the letters that matched a query made to stand out. */
export function Marked({ value, at }: MarkedProps): ReactElement {
  return (
    <>
      {runsOf(value, new Set(at)).map(({ start, text, marked }) =>
        marked ? (
          <b key={start} className="font-semibold text-accent">
            {text}
          </b>
        ) : (
          <span key={start}>{text}</span>
        ),
      )}
    </>
  );
}

function runsOf(value: string, at: ReadonlySet<number>): readonly Run[] {
  const runs: Run[] = [];
  let start = 0;
  for (let end = 1; end <= value.length; end++) {
    const marked = at.has(start);
    if (end < value.length && at.has(end) === marked) continue;
    runs.push({ start, text: value.slice(start, end), marked });
    start = end;
  }
  return runs;
}
