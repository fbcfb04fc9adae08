import { ChevronRight } from "lucide-react";
import { Fragment, type ReactElement } from "react";
import { fileName, type FilePath, parentPath } from "../../../common/apps/filePath.ts";
import type { FileSymbol } from "../../../common/contracts/language.ts";
import { useAppFiles } from "../../client/appFiles.ts";
import { openFile, revealRequests } from "../../client/editorIntents.ts";
import { childrenOf, type FileIndex } from "../../client/fileIndex.ts";
import { text } from "../../messages/text.ts";
import { Menu } from "../../ui/Menu.tsx";
import type { MenuItem } from "../../ui/menuItems.ts";
import { useSymbolPath } from "./useSymbolPath.ts";

const words = text.editor;

const CRUMB =
  "truncate rounded-sm px-1 py-0.5 hover:bg-hover hover:text-fg data-[state=open]:bg-active data-[state=open]:text-fg";

/** More entries of a folder than a menu can be read through. */
const MAX_ENTRIES = 300;

interface BreadcrumbsProps {
  readonly path: FilePath;
  /** Its cursor is the one the status bar tells. */
  readonly leads: boolean;
}

/** Where the file is, and where in it the cursor is; each part opens what stands beside it. */
export function Breadcrumbs({ path, leads }: BreadcrumbsProps): ReactElement {
  const index = useAppFiles((files) => files.index);
  const symbols = useSymbolPath(path, leads);
  const names = path.split("/");
  return (
    <nav
      aria-label={words.breadcrumbs}
      className="flex h-6 shrink-0 items-center overflow-hidden border-b border-line px-2 text-xs text-fg-3"
    >
      {names.map((name, at) => {
        const entry = names.slice(0, at + 1).join("/");
        return (
          <Fragment key={entry}>
            {at > 0 && <Between />}
            <Menu
              items={siblings(index, entry)}
              trigger={
                <button type="button" className={CRUMB}>
                  {name}
                </button>
              }
            />
          </Fragment>
        );
      })}
      {symbols.path.map((symbol, at) => (
        <Fragment key={`${at} ${symbol.name}`}>
          <Between />
          <Menu
            items={symbolItems(path, symbols.levels[at] ?? [], symbol)}
            trigger={
              <button type="button" className={CRUMB}>
                {symbol.name}
              </button>
            }
          />
        </Fragment>
      ))}
    </nav>
  );
}

const Between = (): ReactElement => (
  <ChevronRight aria-hidden="true" className="size-3 shrink-0 opacity-70" />
);

/** What stands in the same folder as an entry. */
function siblings(index: FileIndex | null, entry: string): readonly MenuItem[] {
  if (index === null) return [];
  const entries = childrenOf(index, parentPath(entry)).slice(0, MAX_ENTRIES);
  return entries.map(({ path, kind }) => ({
    id: path,
    label: kind === "folder" ? `${fileName(path)}/` : fileName(path),
    checked: path === entry,
    run: () => {
      if (kind === "folder") revealRequests.fire(path);
      else openFile(path, { pinned: true });
    },
  }));
}

function symbolItems(
  path: FilePath,
  level: readonly FileSymbol[],
  chosen: FileSymbol,
): readonly MenuItem[] {
  return level.map((symbol, at) => ({
    id: `${at} ${symbol.name}`,
    label: symbol.name,
    checked: symbol === chosen,
    run: () => {
      const { line, character } = symbol.selection.start;
      openFile(path, { line: line + 1, column: character + 1, pinned: true });
    },
  }));
}
