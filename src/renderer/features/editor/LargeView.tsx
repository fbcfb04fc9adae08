import { type ReactElement, useEffect, useState } from "react";
import { fileName, type FilePath } from "../../../common/apps/filePath.ts";
import type { FileFacts } from "../../../common/contracts/files.ts";
import type { Problem } from "../../../common/contracts/problem.ts";
import { fileChanges } from "../../client/appFiles.ts";
import { useCurrentApp } from "../../client/currentApp.ts";
import { studio, toProblem } from "../../client/studio.ts";
import { text } from "../../messages/text.ts";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { KnownBinary } from "./BinaryView.tsx";
import { LargeTextView } from "./views/LargeTextView.tsx";

interface KnownFacts {
  readonly facts: FileFacts | null;
  readonly problem: Problem | null;
}

/** A file that is too large for the editor: to read when it is text, else by its kind. */
export function LargeView({ path }: { readonly path: FilePath }): ReactElement | null {
  const appId = useCurrentApp((state) => state.appId);
  const { facts, problem } = useFacts(path);
  if (problem !== null) {
    const title = text.fileViews.notRead(fileName(path));
    const { message, next, details } = problem;
    return <ErrorState title={title} cause={message} next={next} details={details} />;
  }
  if (facts === null || appId === null) return null;
  const file = { appId, path, size: facts.size, version: facts.version, mime: facts.mime };
  // A log that grows stays where it was scrolled to; a picture that changes is drawn anew.
  if (facts.isText) return <LargeTextView key={path} file={file} />;
  return <KnownBinary key={`${path}:${facts.version}`} file={file} />;
}

/** Asked again when the file changes on disk. */
function useFacts(path: FilePath): KnownFacts {
  const appId = useCurrentApp((state) => state.appId);
  const [known, setKnown] = useState<KnownFacts>({ facts: null, problem: null });
  useEffect(() => {
    if (appId === null) return;
    let isShown = true;
    const ask = async (): Promise<void> => {
      try {
        const facts = await studio.files.facts.query({ appId, path });
        if (isShown) setKnown({ facts, problem: null });
      } catch (error) {
        if (isShown) setKnown({ facts: null, problem: toProblem(error) });
      }
    };
    void ask();
    const stop = fileChanges.on(({ reset, changes }) => {
      if (reset || changes.some((change) => change.path === path)) void ask();
    });
    return () => {
      isShown = false;
      stop();
    };
  }, [appId, path]);
  return known;
}
