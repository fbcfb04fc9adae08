import { ArchiveRestore, Trash2 } from "lucide-react";
import type { ReactElement } from "react";
import type { KeptChanges } from "../../../common/contracts/versions.ts";
import { formatAgo, formatNumber } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { forgetKept, restoreKept } from "./changeActs.ts";

const words = text.versions;

/** Changes that were taken off the disk, with the way back. */
export function KeptRowView({ kept }: { readonly kept: KeptChanges }): ReactElement {
  const { id, kind, branch, paths, at } = kept;
  const what = words.keptOn(words.keptKind[kind], branch);
  const files = words.files(paths.length, formatNumber(paths.length));
  return (
    <div
      title={paths.slice(0, 20).join("\n")}
      className="flex h-9 items-center gap-1 pr-1.5 pl-6 hover:bg-hover"
    >
      <p className="min-w-0 flex-1 text-xs">
        <span className="block truncate text-fg">{what}</span>
        <span className="block truncate text-fg-3">
          {files}, {formatAgo(at)}
        </span>
      </p>
      <IconButton
        size="sm"
        icon={ArchiveRestore}
        label={words.restore}
        onClick={() => void restoreKept(id)}
      />
      <IconButton
        size="sm"
        icon={Trash2}
        label={words.forget}
        onClick={() => void forgetKept(id)}
      />
    </div>
  );
}
