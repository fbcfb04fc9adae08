import { useEffect, useState } from "react";
import type { Problem } from "../../../../common/contracts/problem.ts";
import { toProblem } from "../../../client/studio.ts";
import { readWhole, type ViewedFile } from "./fileBytes.ts";

export type WholeFile<T> =
  | { readonly kind: "loading"; readonly bytes: number }
  | { readonly kind: "failed"; readonly problem: Problem }
  | { readonly kind: "ready"; readonly value: T };

/** What a view makes of a file's bytes, and how it lets go of that. */
export interface Made<T> {
  readonly make: (body: Uint8Array<ArrayBuffer>, mime: string) => T;
  readonly drop: (value: T) => void;
}

/** An address for the bytes within this page. */
export const AS_URL: Made<string> = {
  make: (body, mime) => URL.createObjectURL(new Blob([body], { type: mime })),
  drop: (url) => URL.revokeObjectURL(url),
};

/** Reads a file's bytes. A view of another version is another view, with a key of its own. */
export function useWholeFile<T>(file: ViewedFile, { make, drop }: Made<T>): WholeFile<T> {
  const [state, setState] = useState<WholeFile<T>>({ kind: "loading", bytes: 0 });
  const { appId, path, size, version, mime } = file;
  useEffect(() => {
    const stopped = new AbortController();
    let made: { readonly value: T } | undefined;
    const tell = (next: WholeFile<T>): void => {
      if (!stopped.signal.aborted) setState(next);
    };
    readWhole({ appId, path, size, version, mime }, stopped.signal, (bytes) =>
      tell({ kind: "loading", bytes }),
    ).then(
      (body) => {
        if (stopped.signal.aborted) return;
        made = { value: make(body, mime) };
        tell({ kind: "ready", value: made.value });
      },
      (error: unknown) => tell({ kind: "failed", problem: toProblem(error) }),
    );
    return () => {
      stopped.abort();
      if (made !== undefined) drop(made.value);
    };
  }, [appId, drop, make, mime, path, size, version]);
  return state;
}
