/** As many as a person would look through; the next key asks again. */
const SHOWN = 300;

/**
 * The items of a long list that fit what was typed; too many make a list that is asked again.
 * Tailwind sends every class there is, 24,000 of them; a short list stays as it is.
 */
export function narrowCompletions(answer: unknown, typed: string): unknown {
  if (typeof answer !== "object" || answer === null || !("items" in answer)) return answer;
  const { items } = answer;
  if (!Array.isArray(items) || items.length <= SHOWN) return answer;
  const wanted = typed.toLowerCase();
  const starting: unknown[] = [];
  const holding: unknown[] = [];
  for (const item of items) {
    const label = labelOf(item);
    if (label.startsWith(wanted)) starting.push(item);
    else if (holding.length < SHOWN && label.includes(wanted)) holding.push(item);
    if (starting.length >= SHOWN) break;
  }
  const fitting = [...starting, ...holding].slice(0, SHOWN);
  return { ...answer, isIncomplete: fitting.length === SHOWN, items: fitting };
}

function labelOf(item: unknown): string {
  const isItem = typeof item === "object" && item !== null && "label" in item;
  return isItem && typeof item.label === "string" ? item.label.toLowerCase() : "";
}

/** The class name that is being typed, without its variants: `re` of `p-4 hover:re`. */
export function classPrefix(line: string, character: number): string {
  return /[^\s"'`:]*$/.exec(line.slice(0, character))?.[0] ?? "";
}
