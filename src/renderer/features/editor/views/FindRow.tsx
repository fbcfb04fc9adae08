import { type ReactElement, useEffect, useRef, useState } from "react";
import { studio, toProblem } from "../../../client/studio.ts";
import { text } from "../../../messages/text.ts";
import type { ViewedFile } from "./fileBytes.ts";

const words = text.fileViews.large;

interface FindRowProps {
  readonly file: ViewedFile;
  /** The row found last; the next search begins below it. */
  readonly from: number | null;
  readonly onFound: (row: number) => void;
}

/** Finds a text in a file that is too large to hold, from where the last one was found. */
export function FindRow({ file, from, onFound }: FindRowProps): ReactElement {
  const [wanted, setWanted] = useState("");
  const [note, setNote] = useState<string | null>(null);
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const find = async (): Promise<void> => {
    running.current?.abort();
    const search = new AbortController();
    running.current = search;
    setNote(words.searching);
    try {
      const { row } = await studio.files.findRow.query(
        { appId: file.appId, path: file.path, text: wanted, from: from === null ? 0 : from + 1 },
        { signal: search.signal },
      );
      if (search.signal.aborted) return;
      setNote(row === null ? words.notFound : null);
      if (row !== null) onFound(row);
    } catch (error) {
      if (!search.signal.aborted) setNote(toProblem(error).message);
    }
  };
  return (
    <span className="flex items-center gap-2">
      {note !== null && (
        <span role="status" className="text-fg-3">
          {note}
        </span>
      )}
      <input
        type="search"
        aria-label={words.find}
        placeholder={words.findHint}
        value={wanted}
        spellCheck={false}
        onChange={(event) => {
          running.current?.abort();
          setNote(null);
          setWanted(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter" && wanted !== "") void find();
        }}
        className="h-6 w-36 @xl:w-52 rounded-md border border-line bg-raised px-2 text-xs text-fg"
      />
    </span>
  );
}
