/**
 * Whether a text may be another with its form changed. Formatters move spaces, quotes, commas and
 * brackets about, and order imports; words they neither drop nor invent. An empty answer, a cut
 * one or a message in its place would otherwise stand where a person's work was.
 */
export function isPlausible(before: string, after: string): boolean {
  const [lost, gained] = differenceInWords(before, after);
  const words = countWords(before);
  return lost <= Math.max(4, words * 0.1) && gained <= Math.max(8, words * 0.2);
}

/** Without digits and case: 0.50 may become 0.5, #FFF #fff. */
const WORDS = /[\p{L}_]+/gu;

function countWords(text: string): number {
  return text.match(WORDS)?.length ?? 0;
}

function differenceInWords(before: string, after: string): readonly [number, number] {
  const counts = new Map<string, number>();
  for (const [word] of before.toLowerCase().matchAll(WORDS))
    counts.set(word, (counts.get(word) ?? 0) + 1);
  for (const [word] of after.toLowerCase().matchAll(WORDS))
    counts.set(word, (counts.get(word) ?? 0) - 1);
  let lost = 0;
  let gained = 0;
  for (const count of counts.values()) {
    if (count > 0) lost += count;
    else gained -= count;
  }
  return [lost, gained];
}
