/** Joins class names and leaves out the ones that are switched off. */
export function cn(...names: (string | false | null | undefined)[]) {
  return names.filter(Boolean).join(" ");
}
