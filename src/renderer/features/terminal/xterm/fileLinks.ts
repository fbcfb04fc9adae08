import type { IBufferRange, ILink, ILinkProvider, Terminal } from "@xterm/xterm";
import { type FileMention, fileMentions } from "../fileMentions.ts";
import { cellOf, writtenLine, type WrittenLine } from "./bufferText.ts";

export interface FileLinkActs {
  /** The file that is meant; null when there is none. */
  readonly resolve: (mention: FileMention) => string | null;
  readonly open: (event: MouseEvent, mention: FileMention) => void;
  readonly hover: (target: string | null) => void;
}

/** Makes links of the files that output names, when there are such files. */
export function fileLinks(terminal: Terminal, acts: FileLinkActs): ILinkProvider {
  return {
    provideLinks: (row, callback) => {
      const buffer = terminal.buffer.active;
      const line = writtenLine(buffer, row - 1);
      const links = fileMentions(line.text).flatMap((mention): ILink[] => {
        const target = acts.resolve(mention);
        if (target === null) return [];
        const { start, end, line: at, column } = mention;
        const place = [target, at, column].filter((part) => part !== null).join(":");
        return [
          {
            range: rangeOf(terminal, line, start, end),
            text: line.text.slice(start, end),
            activate: (event) => acts.open(event, mention),
            hover: () => acts.hover(place),
            leave: () => acts.hover(null),
          },
        ];
      });
      callback(links);
    },
  };
}

/** 1-based, with the last cell included. */
function rangeOf(terminal: Terminal, line: WrittenLine, start: number, end: number): IBufferRange {
  const buffer = terminal.buffer.active;
  const first = cellOf(buffer, line, start);
  const last = cellOf(buffer, line, end - 1);
  return {
    start: { x: first.column + 1, y: first.row + 1 },
    end: { x: last.column + 1, y: last.row + 1 },
  };
}
