import type { FilePath } from "../../../common/apps/filePath.ts";
import { Emitter } from "../../../common/base/event.ts";
import type { ReadyRepository, VersionChange } from "../../../common/contracts/versions.ts";
import { useCurrentApp } from "../../client/currentApp.ts";
import { type FileMark, type MarkTone, setFileMarks } from "../../client/fileMarks.ts";
import { provideLineBases } from "../../client/lineChanges.ts";
import { studio } from "../../client/studio.ts";
import { currentRepository, useVersions } from "../../client/versions.ts";
import { text } from "../../messages/text.ts";

const words = text.versions;

const TONES = {
  added: "ok",
  modified: "warn",
  deleted: "err",
  untracked: "ok",
  conflict: "err",
} as const satisfies Record<string, MarkTone>;

/** What a file is marked with in the tree and in lists. */
export function markOf({ staged, unstaged, conflict }: VersionChange): FileMark {
  const kind = conflict !== null ? "conflict" : (unstaged ?? staged ?? "modified");
  // A new file that was edited again is still a new file.
  const shown = kind === "modified" && staged === "added" ? "added" : kind;
  return { ...words.letters[shown], tone: TONES[shown] };
}

/** Marks changed files in the tree and changed lines in the editor, until the result is called. */
export function signFiles(): () => void {
  const changed = new Emitter<readonly FilePath[] | null>();
  let seen: ReadyRepository | null = null;
  const follow = (): void => {
    const repository = currentRepository();
    if (repository === seen) return;
    setFileMarks("git", marks(repository));
    if (repository?.commit !== seen?.commit) changed.fire(null);
    seen = repository;
  };
  const stops = [
    useVersions.subscribe(follow),
    provideLineBases({ title: words.sides.head, base: baseOf, onChange: changed.on }),
  ];
  follow();
  return () => {
    for (const stop of stops) stop();
    setFileMarks("git", new Map());
  };
}

function marks(repository: ReadyRepository | null): ReadonlyMap<FilePath, FileMark> {
  return new Map((repository?.changes ?? []).map((change) => [change.path, markOf(change)]));
}

async function baseOf(path: FilePath): Promise<string | null> {
  const { appId } = useCurrentApp.getState();
  if (appId === null || currentRepository() === null) return null;
  const content = await studio.versions.version.query({ appId, path, revision: "head" });
  return content.kind === "text" ? content.text : null;
}
