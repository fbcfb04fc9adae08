import { type ReactElement, useEffect, useState } from "react";
import { fileName } from "../../../../common/apps/filePath.ts";
import { formatBytes, formatNumber } from "../../../messages/format.ts";
import { text } from "../../../messages/text.ts";
import type { ViewedFile } from "./fileBytes.ts";
import { FileLoading } from "./FileLoading.tsx";
import { type Made, useWholeFile } from "./useWholeFile.ts";
import { ViewBar } from "./ViewBar.tsx";

const words = text.fileViews.font;
const SIZES = [12, 16, 20, 28, 40, 64];

interface FontViewProps {
  readonly file: ViewedFile;
  /** The bytes are no font after all. */
  readonly onBroken: () => void;
}

/** A font, in a text of the person's own and in all letters that matter. */
export function FontView({ file, onBroken }: FontViewProps): ReactElement {
  const whole = useWholeFile(file, AS_FONT);
  const face = whole.kind === "ready" ? whole.value : null;
  useEffect(() => {
    face?.load().catch(onBroken);
  }, [face, onBroken]);
  const [sample, setSample] = useState(words.initial);
  if (whole.kind !== "ready") return <FileLoading file={file} state={whole} />;
  const { family } = whole.value;
  return (
    <div className="flex h-full min-h-0 flex-col">
      <ViewBar facts={[fileName(file.path), formatBytes(file.size), file.mime]} />
      <div tabIndex={0} className="min-h-0 flex-1 overflow-auto -outline-offset-2">
        <div className="sticky top-0 border-b border-line bg-raised px-6 py-3">
          <input
            aria-label={words.sample}
            value={sample}
            spellCheck={false}
            onChange={(event) => setSample(event.target.value)}
            className="h-8 w-full max-w-160 rounded-md border border-line-strong bg-raised px-2.5 text-sm text-fg"
          />
        </div>
        <div className="flex flex-col gap-5 p-6">
          {SIZES.map((size) => (
            <div key={size} className="flex flex-col gap-1">
              <span className="text-xs text-fg-3 tabular-nums">
                {words.size(formatNumber(size))}
              </span>
              <p
                style={{ fontFamily: family, fontSize: size, lineHeight: 1.25 }}
                className="text-fg break-words"
              >
                {sample}
              </p>
            </div>
          ))}
          <p
            style={{ fontFamily: family, fontSize: 24, lineHeight: 1.5 }}
            className="border-t border-line pt-5 break-words text-fg"
          >
            {words.alphabet}
            <br />
            {words.signs}
          </p>
        </div>
      </div>
    </div>
  );
}

let fonts = 0;

/** The font in the page, under a name of its own for as long as it is shown. */
const AS_FONT: Made<FontFace> = {
  make: (body) => {
    fonts += 1;
    const face = new FontFace(`studio-shown-font-${fonts}`, body);
    document.fonts.add(face);
    return face;
  },
  drop: (face) => void document.fonts.delete(face),
};
