import { X } from "lucide-react";
import type { ReactElement } from "react";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { filesInWords, matchesInWords } from "./searchActs.ts";
import { type ReplaceReport, useSearch } from "./searchState.ts";

const words = text.search.report;
const NAMED = 5;

/** What the last replacement did, with the way back. */
export function ReplaceBar(): ReactElement | null {
  const report = useSearch((state) => state.report);
  if (report === null) return null;
  const { undo, refused } = report;
  return (
    <div
      role="status"
      className="shrink-0 border-b border-line bg-hover px-3 py-1.5 text-xs text-fg"
    >
      <div className="flex items-center gap-2">
        <span className="min-w-0 flex-1">{sentence(report)}</span>
        {undo !== null && (
          <Button size="sm" onClick={() => void undo()}>
            {words.undo}
          </Button>
        )}
        <IconButton
          size="sm"
          icon={X}
          label={words.dismiss}
          onClick={() => useSearch.setState({ report: null })}
        />
      </div>
      {refused.length > 0 && (
        <div className="mt-1 text-warn">
          <p>{words.refused(filesInWords(refused.length))}</p>
          <ul className="mt-0.5 text-fg-2">
            {refused.slice(0, NAMED).map(({ path, message }) => (
              <li key={path} className="break-words">
                {message}
              </li>
            ))}
            {refused.length > NAMED && <li>…</li>}
          </ul>
        </div>
      )}
    </div>
  );
}

function sentence({ undone, matches, files }: ReplaceReport): string {
  if (undone) return words.undone;
  if (matches === 0) return words.nothing;
  return words.replaced(matchesInWords(matches), filesInWords(files));
}
