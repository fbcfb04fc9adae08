import { useCallback, useSyncExternalStore } from "react";
import type { FilePath } from "../../../common/apps/filePath.ts";
import type { Document } from "./document.ts";
import { useEditor } from "./session.ts";

/** The state of an open file; re-renders when it flips, not when its text changes. */
export function useDocument(path: FilePath | null): Document | undefined {
  const session = useEditor((state) => state.session);
  const subscribe = useCallback(
    (changed: () => void) => session?.documents.store.subscribe(changed) ?? (() => {}),
    [session],
  );
  return useSyncExternalStore(subscribe, () =>
    path === null ? undefined : session?.documents.get(path),
  );
}
