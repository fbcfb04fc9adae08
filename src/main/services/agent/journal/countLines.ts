/** Lines that only one of two texts has. Lines that merely moved are not counted. */
export function countLines(
  before: string | null,
  after: string | null,
): { readonly added: number; readonly removed: number } {
  const left = linesOf(before);
  const right = linesOf(after);
  const unmatched = new Map<string, number>();
  for (const line of left) unmatched.set(line, (unmatched.get(line) ?? 0) + 1);
  let kept = 0;
  for (const line of right) {
    const count = unmatched.get(line) ?? 0;
    if (count === 0) continue;
    unmatched.set(line, count - 1);
    kept += 1;
  }
  return { added: right.length - kept, removed: left.length - kept };
}

function linesOf(text: string | null): readonly string[] {
  if (text === null || text === "") return [];
  return text.replace(/\r?\n$/, "").split(/\r?\n/);
}
