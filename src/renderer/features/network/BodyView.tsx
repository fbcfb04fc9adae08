import { Copy } from "lucide-react";
import type { ReactElement } from "react";
import type { CapturedBody } from "../../../common/apps/pageCapture.ts";
import { formatBytes } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { useCopy } from "../../ui/useCopy.ts";
import type { HeaderList } from "./networkRow.ts";
import { headerOf } from "./networkRow.ts";

const words = text.network;

interface BodyViewProps {
  readonly body: CapturedBody | null;
  readonly headers: HeaderList;
  /** Said when there is none. */
  readonly none: string;
}

/** A body as text; JSON is laid out. */
export function BodyView({ body, headers, none }: BodyViewProps): ReactElement {
  const { copied, copy } = useCopy();
  if (body === null) return <p className="p-3 text-fg-3">{none}</p>;
  if (body.text === null) {
    const why = body.reason === null ? none : words.notKept[body.reason];
    const size = body.size === null ? "" : ` · ${formatBytes(body.size)}`;
    return <p className="p-3 text-fg-3">{`${why}${size}`}</p>;
  }
  const shown = laidOut(body.text);
  return (
    <div className="flex flex-col">
      <p className="flex items-center gap-2 border-b border-line px-3 py-1 text-fg-3">
        <span className="min-w-0 flex-1 truncate">
          {[headerOf(headers, "content-type"), lengthOf(body)].filter(Boolean).join(" · ")}
        </span>
        <Button size="sm" tone="quiet" icon={Copy} onClick={() => void copy(shown)}>
          {copied ? words.copied : words.copyBody}
        </Button>
      </p>
      <pre className="p-3 font-mono leading-5 [overflow-wrap:anywhere] whitespace-pre-wrap text-fg">
        {shown}
      </pre>
    </div>
  );
}

function lengthOf({ text: kept, size, cut }: CapturedBody): string {
  const length = formatBytes(kept?.length ?? 0);
  if (!cut) return length;
  return size === null ? words.cutOff(length) : words.cut(length, formatBytes(size));
}

/** JSON with indentation; anything else as it is. */
export function laidOut(body: string): string {
  if (!/^\s*[[{]/.test(body)) return body;
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    // It only looks like JSON, or was cut.
    return body;
  }
}
