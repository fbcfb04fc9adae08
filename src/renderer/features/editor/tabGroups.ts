import type { FilePath } from "../../../common/apps/filePath.ts";
import {
  activeTab,
  fileKey,
  has,
  keyOf,
  NO_TABS,
  pathAfterMove,
  reduceTabs,
  type Tab,
  type TabEvent,
  type TabKey,
  type Tabs,
  type TabSubject,
} from "./tabs.ts";

/** Names a group as long as it is there; another group of the same place has another id. */
export type GroupId = number;

export interface TabGroup {
  readonly id: GroupId;
  readonly tabs: Tabs;
}

/** One row of tabs, or two beside each other. */
export interface TabGroups {
  /** From left to right; never empty. */
  readonly groups: readonly TabGroup[];
  /** The group that the keyboard and new files go to. */
  readonly focused: GroupId;
  /** Most recently closed first. */
  readonly closed: readonly TabSubject[];
}

export const MAX_GROUPS = 2;

export type GroupsEvent =
  /** An event of one group's tabs; of the focused group when none is named. */
  | { readonly type: "tabs"; readonly group?: GroupId; readonly event: TabEvent }
  | { readonly type: "focus"; readonly group: GroupId }
  /** Shows a tab in the other group too, which is made when there is none. */
  | { readonly type: "split"; readonly group: GroupId; readonly key: TabKey }
  /** Moves a tab to a place in another group; without a target, to a new one at the right. */
  | {
      readonly type: "carry";
      readonly from: GroupId;
      readonly key: TabKey;
      readonly to: GroupId | null;
      readonly at: number;
    }
  /** Closes tabs in all groups. */
  | { readonly type: "close-everywhere"; readonly keys: readonly TabKey[] }
  | { readonly type: "keep-everywhere"; readonly key: TabKey }
  | { readonly type: "reopen" }
  | { readonly type: "renamed"; readonly from: FilePath; readonly to: FilePath };

export const NO_GROUPS: TabGroups = {
  groups: [{ id: 0, tabs: NO_TABS }],
  focused: 0,
  closed: [],
};

const REMEMBERED_CLOSED = 20;

export function reduceGroups(state: TabGroups, event: GroupsEvent): TabGroups {
  const next = tidy(apply(state, event));
  if (next.groups === state.groups && next.focused === state.focused) return state;
  return { ...next, closed: closedAfter(state, next, isClosing(event)) };
}

export function focusedGroup(state: TabGroups): TabGroup {
  return groupOf(state, state.focused) ?? (state.groups[0] as TabGroup);
}

export function groupOf(state: TabGroups, id: GroupId): TabGroup | undefined {
  return state.groups.find((group) => group.id === id);
}

/** Every tab of all groups; a subject that is open twice comes twice. */
export function allTabs(state: TabGroups): readonly Tab[] {
  return state.groups.flatMap((group) => group.tabs.tabs);
}

function apply(state: TabGroups, event: GroupsEvent): TabGroups {
  switch (event.type) {
    case "tabs":
      return inGroup(state, event.group ?? state.focused, event.event);
    case "focus":
      return groupOf(state, event.group) === undefined ? state : { ...state, focused: event.group };
    case "split":
      return split(state, event.group, event.key);
    case "carry":
      return carry(state, event);
    case "close-everywhere":
      return inAll(state, { type: "close", keys: event.keys });
    case "keep-everywhere":
      return inAll(state, { type: "keep", key: event.key });
    case "reopen":
      return reopen(state);
    case "renamed":
      return rename(state, event.from, event.to);
  }
}

function inGroup(state: TabGroups, id: GroupId, event: TabEvent): TabGroups {
  return mapGroups(state, (group) =>
    group.id === id ? reduceTabs(group.tabs, event) : group.tabs,
  );
}

function inAll(state: TabGroups, event: TabEvent): TabGroups {
  return mapGroups(state, (group) => reduceTabs(group.tabs, event));
}

function mapGroups(state: TabGroups, next: (group: TabGroup) => Tabs): TabGroups {
  let changed = false;
  const groups = state.groups.map((group) => {
    const tabs = next(group);
    if (tabs === group.tabs) return group;
    changed = true;
    return { id: group.id, tabs };
  });
  return changed ? { ...state, groups } : state;
}

function split(state: TabGroups, id: GroupId, key: TabKey): TabGroups {
  const tab = groupOf(state, id)?.tabs.tabs.find((candidate) => candidate.key === key);
  if (tab === undefined) return state;
  const [grown, other] = otherGroup(state, id);
  const event: TabEvent = { type: "open", subject: tab.subject, preview: false };
  return { ...inGroup(grown, other, event), focused: other };
}

function carry(
  state: TabGroups,
  { from, key, to, at }: Extract<GroupsEvent, { type: "carry" }>,
): TabGroups {
  const tab = groupOf(state, from)?.tabs.tabs.find((candidate) => candidate.key === key);
  if (tab === undefined) return state;
  if (to === from) return inGroup(state, from, { type: "move", key, to: at });
  const [grown, target] =
    to === null || groupOf(state, to) === undefined ? otherGroup(state, from) : [state, to];
  const left = inGroup(grown, from, { type: "close", keys: [key] });
  const arrived = inGroup(left, target, { type: "open", subject: tab.subject, preview: false });
  return { ...inGroup(arrived, target, { type: "move", key, to: at }), focused: target };
}

/** The group beside one, made when there is none. */
function otherGroup(state: TabGroups, id: GroupId): [TabGroups, GroupId] {
  const known = state.groups.find((group) => group.id !== id);
  if (known !== undefined) return [state, known.id];
  const made: TabGroup = {
    id: Math.max(...state.groups.map((group) => group.id)) + 1,
    tabs: NO_TABS,
  };
  return [{ ...state, groups: [...state.groups, made] }, made.id];
}

/** A group without tabs goes away, unless it is the only one. */
function tidy(state: TabGroups): TabGroups {
  if (state.groups.length === 1) return state;
  const kept = state.groups.filter((group) => group.tabs.tabs.length > 0);
  const groups = kept.length === 0 ? state.groups.slice(0, 1) : kept;
  if (groups.length === state.groups.length) return state;
  const focused = groups.some((group) => group.id === state.focused)
    ? state.focused
    : (groups[0]?.id ?? 0);
  return { ...state, groups, focused };
}

function isClosing(event: GroupsEvent): boolean {
  const type = event.type === "tabs" ? event.event.type : event.type;
  return type === "close" || type === "close-everywhere";
}

/** What was closed and is open nowhere any more. */
function closedAfter(before: TabGroups, after: TabGroups, closing: boolean): readonly TabSubject[] {
  const open = new Set(allTabs(after).map((tab) => tab.key));
  const gone = closing ? allTabs(before).filter((tab) => !open.has(tab.key)) : [];
  const closed = [...gone.map((tab) => tab.subject).toReversed(), ...after.closed];
  const byKey = new Map(closed.toReversed().map((subject) => [keyOf(subject), subject]));
  const known = [...byKey.values()].toReversed();
  return known.filter((subject) => !open.has(keyOf(subject))).slice(0, REMEMBERED_CLOSED);
}

function reopen(state: TabGroups): TabGroups {
  const [subject, ...closed] = state.closed;
  if (subject === undefined) return state;
  return inGroup({ ...state, closed }, state.focused, { type: "open", subject, preview: false });
}

function rename(state: TabGroups, from: FilePath, to: FilePath): TabGroups {
  const closed = state.closed.map((subject) =>
    subject.kind === "file" ? { ...subject, path: pathAfterMove(subject.path, from, to) } : subject,
  );
  return inAll({ ...state, closed }, { type: "renamed", from, to });
}

/** The tab in front of the focused group. */
export function frontTab(state: TabGroups): Tab | undefined {
  return activeTab(focusedGroup(state).tabs);
}

/** Whether a file stands in a tab of any group. */
export function isOpen(state: TabGroups, path: FilePath): boolean {
  return state.groups.some((group) => has(group.tabs, fileKey(path)));
}
