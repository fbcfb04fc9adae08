import type { ReactElement } from "react";
import type { StackFrame } from "../../../common/apps/pageCapture.ts";
import { text } from "../../messages/text.ts";
import { type LocatedFrame, openPlace, useLocatedStack } from "../../client/sourcePlaces.ts";

/** The calls that led somewhere; those in the app's own files open in the editor. */
export function StackView({ stack }: { readonly stack: readonly StackFrame[] }): ReactElement {
  const frames = useLocatedStack(stack);
  return (
    <ol aria-label={text.console.stack} className="flex flex-col py-0.5 pl-4">
      {frames.map((located, at) => (
        <li key={at} className="flex min-w-0 gap-2 leading-5 text-fg-3">
          <span className="shrink-0">{located.frame.name ?? "(anonymous)"}</span>
          <FramePlace located={located} />
        </li>
      ))}
    </ol>
  );
}

function FramePlace({ located: { frame, place } }: { readonly located: LocatedFrame }) {
  if (place === null || place === undefined) {
    return <span className="truncate text-fg-3">{servedName(frame)}</span>;
  }
  return (
    <button
      type="button"
      onClick={() => openPlace(place)}
      className="truncate rounded-sm text-left text-accent underline-offset-2 hover:underline"
    >
      {`${place.file}:${place.line}:${place.column}`}
    </button>
  );
}

/** `react-dom_client.js:1204`: enough to know whose code it is. */
function servedName({ url, line }: StackFrame): string {
  const path = URL.parse(url)?.pathname ?? url;
  return `${path.slice(path.lastIndexOf("/") + 1)}:${line}`;
}
