import { Command as Cmdk } from "cmdk";
import { FileText } from "lucide-react";
import { type ReactElement, useEffect, useMemo, useState } from "react";
import { fileName, type FilePath, parentPath } from "../../common/apps/filePath.ts";
import type { Problem } from "../../common/contracts/problem.ts";
import { useCurrentApp } from "../client/currentApp.ts";
import { openFile, useEditorIntents } from "../client/editorIntents.ts";
import { studio, toProblem } from "../client/studio.ts";
import { text } from "../messages/text.ts";
import { fuzzyRank } from "./fuzzy.ts";
import { Marked, OMNI_ROW } from "./Marked.tsx";
import { closeOmni } from "./omniState.ts";

const SHOWN = 60;

type Paths =
  | { readonly kind: "loading" }
  | { readonly kind: "failed"; readonly problem: Problem }
  | { readonly kind: "ready"; readonly paths: readonly FilePath[] };

interface FileRowsProps {
  readonly query: string;
  /** Told the best row whenever the rows change, so that Enter takes it. */
  readonly onFound: (value: string) => void;
}

/** The app's files that match, best first. */
export function FileRows({ query, onFound }: FileRowsProps): ReactElement {
  const paths = useFilePaths();
  const active = useEditorIntents((intents) => intents.active);
  const found = useMemo(() => {
    if (paths.kind !== "ready") return [];
    return fuzzyRank(query, paths.paths, (path) => path).slice(0, SHOWN);
  }, [paths, query]);
  const first = found[0]?.item ?? "";
  useEffect(() => onFound(first), [onFound, first, query]);
  if (paths.kind === "failed") {
    return <p className="px-2 py-6 text-center text-sm text-err">{paths.problem.message}</p>;
  }
  if (paths.kind === "loading") return <div className="h-16" />;
  return (
    <>
      <Cmdk.Empty className="px-2 py-6 text-center text-sm text-fg-2">
        {text.shell.omni.noFile(query)}
      </Cmdk.Empty>
      {found.map(({ item, at }) => {
        const nameAt = item.length - fileName(item).length;
        return (
          <Cmdk.Item
            key={item}
            value={item}
            className={OMNI_ROW}
            onSelect={() => {
              closeOmni();
              setTimeout(() => openFile(item, { pinned: true }));
            }}
          >
            <FileText aria-hidden="true" className="size-4 shrink-0 text-fg-3" strokeWidth={1.5} />
            <span className="truncate">
              <Marked value={fileName(item)} at={at.map((index) => index - nameAt)} />
            </span>
            <span className="min-w-0 flex-1 truncate text-xs text-fg-3">
              <Marked value={parentPath(item)} at={at.filter((index) => index < nameAt)} />
            </span>
            {item === active && <span className="text-xs text-fg-3">{text.shell.omni.open}</span>}
          </Cmdk.Item>
        );
      })}
    </>
  );
}

function useFilePaths(): Paths {
  const appId = useCurrentApp((current) => current.appId);
  const [paths, setPaths] = useState<Paths>({ kind: "loading" });
  useEffect(() => {
    let left = false;
    const settle = (next: Paths): void => {
      if (!left) setPaths(next);
    };
    if (appId !== null) {
      studio.files.tree.query({ appId }).then(
        ({ entries }) => {
          const files = entries.filter(({ kind, ignored }) => kind === "file" && !ignored);
          settle({ kind: "ready", paths: files.map(({ path }) => path) });
        },
        (error: unknown) => settle({ kind: "failed", problem: toProblem(error) }),
      );
    }
    return () => {
      left = true;
    };
  }, [appId]);
  return appId === null ? NO_APP : paths;
}

const NO_APP: Paths = { kind: "ready", paths: [] };
