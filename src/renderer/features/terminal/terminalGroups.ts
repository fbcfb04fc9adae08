import { z } from "zod";
import { TerminalId } from "../../../common/contracts/terminal.ts";

/** Which terminals stand side by side, and which one the keyboard is for. */
export const TerminalGroups = z.object({
  groups: z.array(z.array(TerminalId).readonly()).readonly(),
  active: TerminalId.nullable(),
});
export type TerminalGroups = z.infer<typeof TerminalGroups>;

export const NO_GROUPS: TerminalGroups = { groups: [], active: null };

/** Brings the groups in step with the terminals there are: each stands in one, none is left over. */
export function withTerminals(before: TerminalGroups, ids: readonly TerminalId[]): TerminalGroups {
  const kept = before.groups
    .map((group) => group.filter((id) => ids.includes(id)))
    .filter((group) => group.length > 0);
  const known = new Set(kept.flat());
  const groups = [...kept, ...ids.filter((id) => !known.has(id)).map((id) => [id])];
  return { groups, active: nextActive(before, groups) };
}

/** The terminal that takes the place of one that has gone: its neighbour. */
function nextActive(
  before: TerminalGroups,
  groups: readonly (readonly TerminalId[])[],
): TerminalId | null {
  const now = groups.flat();
  if (before.active !== null && now.includes(before.active)) return before.active;
  const beside = before.groups.find((group) => group.some((id) => id === before.active)) ?? [];
  const order = before.groups.flat();
  const at = order.findIndex((id) => id === before.active);
  const neighbours = [
    ...beside,
    ...order.slice(at + 1),
    ...order.slice(0, Math.max(0, at)).toReversed(),
  ];
  return neighbours.find((id) => now.includes(id)) ?? now.at(-1) ?? null;
}

/** Puts a terminal beside another. */
export function besides(before: TerminalGroups, id: TerminalId, other: TerminalId): TerminalGroups {
  const without = before.groups.map((group) => group.filter((member) => member !== id));
  const groups = without
    .filter((group) => group.length > 0)
    .map((group) => {
      const at = group.indexOf(other);
      return at === -1 ? group : [...group.slice(0, at + 1), id, ...group.slice(at + 1)];
    });
  return { groups, active: id };
}

/** The terminals in sight. */
export function shownGroup({ groups, active }: TerminalGroups): readonly TerminalId[] {
  return groups.find((group) => group.some((id) => id === active)) ?? groups.at(-1) ?? [];
}

/** The terminal so many places on, around the end. */
export function stepped({ groups, active }: TerminalGroups, by: number): TerminalId | null {
  const order = groups.flat();
  const at = order.findIndex((id) => id === active);
  return order.at((at + by) % Math.max(1, order.length)) ?? null;
}
