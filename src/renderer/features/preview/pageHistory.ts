/** Where the page has been, told by the page itself: another origin's own history is unreadable. */
export interface PageHistory {
  /** Oldest first; never empty. */
  readonly paths: readonly string[];
  readonly at: number;
}

export const START: PageHistory = { paths: ["/"], at: 0 };

const KEPT = 100;

export function currentPath(history: PageHistory): string {
  return history.paths[history.at] ?? "/";
}

/** The page says where it is. Going to a neighbour is a step, anything else a new entry. */
export function visited(history: PageHistory, path: string): PageHistory {
  if (path === currentPath(history)) return history;
  const paths = [...history.paths.slice(0, history.at + 1), path].slice(-KEPT);
  return { paths, at: paths.length - 1 };
}

export function stepped(history: PageHistory, by: 1 | -1): PageHistory {
  const at = history.at + by;
  return at < 0 || at >= history.paths.length ? history : { ...history, at };
}

export const canStep = (history: PageHistory, by: 1 | -1): boolean =>
  stepped(history, by) !== history;

/** What was typed into the address, as a path of the page; null when it leads elsewhere. */
export function typedPath(typed: string, previewUrl: string): string | null {
  const base = new URL(previewUrl);
  const wanted = typed.trim();
  const withScheme = wanted.startsWith(`${base.host}/`) || wanted === base.host;
  const parsed = URL.parse(withScheme ? `${base.protocol}//${wanted}` : absolute(wanted), base);
  if (parsed === null || parsed.origin !== base.origin) return null;
  return parsed.pathname + parsed.search + parsed.hash;
}

function absolute(typed: string): string {
  return typed.startsWith("/") || /^https?:\/\//.test(typed) ? typed : `/${typed}`;
}
