import type { ChatIntent, QueuedMessage } from "../../../../common/contracts/chat.ts";

/**
 * The queue as a window wants it. A message that was taken out of it meanwhile, because it is
 * being answered, does not come back; one that the window did not see stays, at the end.
 */
export function changedQueue(
  now: readonly QueuedMessage[],
  { queue, seen }: Extract<ChatIntent, { type: "edit-queue" }>,
): readonly QueuedMessage[] {
  const waiting = new Set(now.map(({ id }) => id));
  const kept = queue.filter(({ id }) => waiting.has(id));
  const known = new Set(seen ?? waiting);
  return [...kept, ...now.filter(({ id }) => !known.has(id))];
}
