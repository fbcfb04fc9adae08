import { FileDigit } from "lucide-react";
import { type ReactElement, useState } from "react";
import { fileName } from "../../../common/apps/filePath.ts";
import type { FileContent } from "../../../common/contracts/files.ts";
import { formatBytes, formatNumber } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { classNames } from "../../ui/classNames.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Segmented } from "../../ui/Segmented.tsx";

type BinaryContent = Extract<FileContent, { kind: "binary" }>;

const words = text.editor.binary;

/** A picture, or what is known of any other file that is not text. */
export function BinaryView({ content }: { readonly content: BinaryContent }): ReactElement {
  const name = fileName(content.path);
  if (content.body === null || !content.mime.startsWith("image/")) {
    return (
      <EmptyState
        icon={FileDigit}
        title={words.title(name)}
        body={words.body(formatBytes(content.size), content.mime)}
      />
    );
  }
  return <Picture key={content.hash} content={content} name={name} source={content.body} />;
}

interface PictureProps {
  readonly content: BinaryContent;
  readonly name: string;
  /** Base64. */
  readonly source: string;
}

type Zoom = "fit" | "actual";

function Picture({ content, name, source }: PictureProps): ReactElement {
  const [zoom, setZoom] = useState<Zoom>("fit");
  const [size, setSize] = useState<{ width: number; height: number } | null>(null);
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex h-9 shrink-0 items-center gap-3 border-b border-line px-3 text-xs text-fg-2 tabular-nums">
        {size !== null && (
          <span>{words.dimensions(formatNumber(size.width), formatNumber(size.height))}</span>
        )}
        <span>{formatBytes(content.size)}</span>
        <span className="text-fg-3">{content.mime}</span>
        <span className="flex-1" />
        <Segmented<Zoom>
          label={words.fit}
          value={zoom}
          onChange={setZoom}
          segments={[
            { id: "fit", label: words.fit },
            { id: "actual", label: words.actualSize },
          ]}
        />
      </div>
      <div tabIndex={0} className="grid min-h-0 flex-1 place-items-center overflow-auto p-4">
        <img
          src={`data:${content.mime};base64,${source}`}
          alt={words.picture(name)}
          onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) =>
            setSize({ width, height })
          }
          className={classNames(
            "rounded-sm border border-line bg-[repeating-conic-gradient(var(--bg-active)_0_25%,var(--bg-raised)_0_50%)] bg-size-[16px_16px]",
            zoom === "fit" && "max-h-full max-w-full object-contain",
          )}
        />
      </div>
    </div>
  );
}
