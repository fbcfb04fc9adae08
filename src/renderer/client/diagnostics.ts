import { create } from "zustand";
import type { FilePath } from "../../common/apps/filePath.ts";
import type { Diagnostic, ProjectCheck } from "../../common/contracts/language.ts";

/** What one source says about the current app's files; files it says nothing about are absent. */
export type FileDiagnostics = ReadonlyMap<FilePath, readonly Diagnostic[]>;

interface Diagnostics {
  /** By the name of who says it: `typescript`, `tailwind`, `css`, `eslint` … */
  readonly sources: ReadonlyMap<string, FileDiagnostics>;
  /** How far the look at the whole project has come. */
  readonly project: ProjectCheck;
}

/** What tools have to say about the current app, in the editor and in the Problems panel. */
export const useDiagnostics = create<Diagnostics>()(() => ({
  sources: new Map(),
  project: { state: "idle" },
}));

/** Takes over what a source newly says about some files; an empty list is no news any more. */
export function setDiagnostics(source: string, changed: FileDiagnostics): void {
  useDiagnostics.setState(({ sources }) => {
    const files = new Map(sources.get(source));
    for (const [path, items] of changed) {
      if (items.length === 0) files.delete(path);
      else files.set(path, items);
    }
    return { sources: new Map(sources).set(source, files) };
  });
}

/** Takes back all that a source said. */
export function clearDiagnostics(source: string): void {
  useDiagnostics.setState(({ sources }) => {
    const rest = new Map(sources);
    rest.delete(source);
    return { sources: rest };
  });
}

export function setProjectCheck(project: ProjectCheck): void {
  useDiagnostics.setState({ project });
}

/** Everything that is said about one file. */
export function diagnosticsOf(
  sources: Diagnostics["sources"],
  path: FilePath,
): readonly Diagnostic[] {
  return [...sources.values()].flatMap((files) => files.get(path) ?? []);
}
