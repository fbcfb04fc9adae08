import { useEffect, useState } from "react";
import type { FilePath } from "../../../../common/apps/filePath.ts";
import type { FileHistory } from "../../../../common/contracts/history.ts";
import { useCurrentApp } from "../../../client/currentApp.ts";
import { createFact, type Fact, followFact } from "../../../client/fact.ts";
import { studio } from "../../../client/studio.ts";

/** The versions of a file, kept up to date while the component is shown. */
export function useFileHistory(path: FilePath | null): Fact<FileHistory> {
  const appId = useCurrentApp((current) => current.appId);
  const [fact] = useState(() => createFact<FileHistory>());
  useEffect(() => {
    fact.setState({ value: null, problem: null });
    if (appId === null || path === null) return undefined;
    return followFact(fact, (handlers) =>
      studio.history.watch.subscribe({ appId, path }, handlers),
    );
  }, [appId, fact, path]);
  return fact();
}
