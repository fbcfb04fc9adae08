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

/** Control characters get their pictures, and marks that turn the direction of text are shown as such. */
function oneLine(name: string): string {
  return name.replaceAll(/\p{Bidi_Control}/gu, UNKNOWN).replaceAll(/\p{Cc}/gu, (sign) => {
    const code = sign.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(FIRST_PICTURE + code) : UNKNOWN;
  });
}

const UNKNOWN = "\ufffd";
/** "␀", the picture of NUL; those of the other control characters follow it. */
const FIRST_PICTURE = 0x2400;
