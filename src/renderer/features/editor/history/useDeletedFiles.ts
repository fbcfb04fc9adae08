import { useEffect, useState } from "react";
import type { HistoryEntry } from "../../../../common/contracts/history.ts";
import { useAppFiles } from "../../../client/appFiles.ts";
import { useCurrentApp } from "../../../client/currentApp.ts";
import { studio } from "../../../client/studio.ts";

/** The newest version of each file that is gone from disk; null until they are known. */
export function useDeletedFiles(): readonly HistoryEntry[] | null {
  const appId = useCurrentApp((current) => current.appId);
  const index = useAppFiles((files) => files.index);
  const [all, setAll] = useState<readonly HistoryEntry[] | null>(null);
  useEffect(() => {
    let gone = false;
    if (appId === null) return undefined;
    void studio.history.files.query({ appId }).then(
      (entries) => gone || setAll(entries),
      // The list stays as it was: the connection's own banner says what is wrong.
      () => undefined,
    );
    return () => {
      gone = true;
    };
    // The index is another one after each change on disk.
  }, [appId, index]);
  if (all === null || index === null) return null;
  return all.filter(({ path }) => !index.entries.has(path));
}
