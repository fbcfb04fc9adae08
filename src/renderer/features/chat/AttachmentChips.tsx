import {
  Braces,
  FileText,
  ImageIcon,
  MousePointerSquareDashed,
  TerminalSquare,
  X,
} from "lucide-react";
import type { LucideIcon } from "lucide-react";
import type { ReactElement } from "react";
import { fileName } from "../../../common/apps/filePath.ts";
import type { Attachment } from "../../../common/contracts/chat.ts";
import { text } from "../../messages/text.ts";

const words = text.chat.attachments;

const ICONS: Record<Attachment["kind"], LucideIcon> = {
  file: FileText,
  selection: Braces,
  image: ImageIcon,
  console: TerminalSquare,
  element: MousePointerSquareDashed,
};

interface AttachmentChipsProps {
  readonly attachments: readonly Attachment[];
  /** Left out where they can only be looked at. */
  readonly onRemove?: (index: number) => void;
}

export function AttachmentChips(props: AttachmentChipsProps): ReactElement | null {
  const { attachments, onRemove } = props;
  if (attachments.length === 0) return null;
  return (
    <ul aria-label={words.title} className="flex min-w-0 flex-wrap gap-1">
      {attachments.map((attachment, index) => {
        const Icon = ICONS[attachment.kind];
        const label = labelOf(attachment);
        return (
          <li
            key={`${label} ${index}`}
            className="flex h-5.5 max-w-full items-center gap-1 rounded-md border border-line bg-panel px-1.5 text-xs text-fg-2"
          >
            <Icon aria-hidden="true" className="size-3 shrink-0" />
            <span className="min-w-0 truncate">{label}</span>
            {onRemove !== undefined && (
              <button
                type="button"
                aria-label={words.remove(label)}
                onClick={() => onRemove(index)}
                className="-mr-0.5 grid size-4 place-items-center rounded-sm hover:bg-hover hover:text-fg"
              >
                <X aria-hidden="true" className="size-3" />
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function labelOf(attachment: Attachment): string {
  switch (attachment.kind) {
    case "file":
      return fileName(attachment.path);
    case "selection":
      return words.lines(fileName(attachment.path), attachment.firstLine, attachment.lastLine);
    case "image":
      return attachment.name;
    case "console":
      return words.console;
    case "element":
      return attachment.label;
  }
}
