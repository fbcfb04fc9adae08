import type { ReactElement } from "react";

interface RowNameProps {
  readonly name: string;
  /** Is marked where it is in the name; the empty text marks nothing. */
  readonly filter: string;
}

/** A name as it can be read in one line: what breaks a line or is invisible has a sign. */
export function RowName({ name, filter }: RowNameProps): ReactElement {
  const shown = oneLine(name);
  const at = filter === "" ? -1 : shown.toLowerCase().lastIndexOf(filter.toLowerCase());
  if (at === -1) return <span className="min-w-0 flex-1 truncate">{shown}</span>;
  return (
    <span className="min-w-0 flex-1 truncate">
      {shown.slice(0, at)}
      <mark className="bg-accent-soft font-semibold text-accent">
        {shown.slice(at, at + filter.length)}
      </mark>
      {shown.slice(at + filter.length)}
    </span>
  );
}

/** A line's end and a tab get a sign of their own; other control characters and turns of direction the sign of the unknown. */
function oneLine(name: string): string {
  return name.replaceAll(/\p{Cc}|\p{Bidi_Control}/gu, (sign) => SIGNS[sign] ?? "\ufffd");
}

const SIGNS: Readonly<Record<string, string>> = { "\n": "↵", "\r": "↵", "\t": "⇥" };
