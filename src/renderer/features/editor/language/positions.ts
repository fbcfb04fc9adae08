import type { IPosition, IRange } from "monaco-editor/editor";
import type { TextPosition, TextRange } from "../../../../common/contracts/language.ts";

/** Monaco counts from 1, the protocol from 0. */
export function toRange({ start, end }: TextRange): IRange {
  return {
    startLineNumber: start.line + 1,
    startColumn: start.character + 1,
    endLineNumber: end.line + 1,
    endColumn: end.character + 1,
  };
}

export function fromPosition({ lineNumber, column }: IPosition): TextPosition {
  return { line: lineNumber - 1, character: column - 1 };
}

export function fromRange(range: IRange): TextRange {
  return {
    start: { line: range.startLineNumber - 1, character: range.startColumn - 1 },
    end: { line: range.endLineNumber - 1, character: range.endColumn - 1 },
  };
}
