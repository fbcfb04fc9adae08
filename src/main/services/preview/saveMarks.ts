const MARK = "#queue-";

/**
 * A mark rides along with the ids of saves through the compiler, so that the answer to a commit
 * tells up to which number of the durable queue everything is served.
 */
export function queueMark(seq: number): string {
  return `${MARK}${seq}`;
}

/** The editor's own save ids among them. */
export function withoutMarks(saves: readonly string[]): string[] {
  return saves.filter((save) => !save.startsWith(MARK));
}

/** The highest queue number among them; null when there is none. */
export function highestMark(saves: readonly string[]): number | null {
  const numbers = saves
    .filter((save) => save.startsWith(MARK))
    .map((mark) => Number(mark.slice(MARK.length)));
  return numbers.length === 0 ? null : Math.max(...numbers);
}
