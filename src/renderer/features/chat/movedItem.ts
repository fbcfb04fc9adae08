/** The list with one item moved by some places; the same list when it would leave it. */
export function movedItem<T>(items: readonly T[], index: number, by: number): readonly T[] {
  const item = items[index];
  const to = index + by;
  if (item === undefined || to < 0 || to >= items.length) return items;
  return items.toSpliced(index, 1).toSpliced(to, 0, item);
}
