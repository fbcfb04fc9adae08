/** 0-based line and UTF-16 character. */
export interface Place {
  readonly line: number;
  readonly character: number;
}

/** Finds the line and character of offsets in a text. */
export function placesIn(text: string): { at(offset: number): Place } {
  const starts = [
    0,
    ...Array.from(text.matchAll(/\r\n|\r|\n/g), (end) => end.index + end[0].length),
  ];
  return {
    at: (offset) => {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] ?? 0) <= offset) low = middle;
        else high = middle - 1;
      }
      return { line: low, character: offset - (starts[low] ?? 0) };
    },
  };
}
