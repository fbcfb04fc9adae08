/** Where a repository is, as it was typed or copied from a browser's address line. */
export interface RepositoryPlace {
  readonly url: string;
  /** The branch that the address names; null for the repository's own. */
  readonly branch: string | null;
  /** What an app made from it is called. */
  readonly name: string;
}

/** Understands git addresses, GitHub pages and `owner/name`; null for anything else. */
export function parseRepositoryPlace(typed: string): RepositoryPlace | null {
  const text = typed.trim();
  const short = /^([\w-][\w.-]*)\/([\w.-]+)$/.exec(text);
  if (short !== null) return gitHub(short[1] ?? "", short[2] ?? "", null);
  if (/^[\w.-]+@[\w.-]+:[^\s-]\S*$/.test(text) || /^ssh:\/\/[^\s-]\S*$/.test(text)) {
    return { url: text, branch: null, name: nameOf(text) };
  }
  const web = /^https?:\/\/(?:[^/@\s]*@)?([^/\s?#@]+)\/([^?#\s]*)/.exec(text);
  if (web === null) return null;
  const [, host = "", path = ""] = web;
  const [owner, name, view, ...rest] = path.split("/").filter((part) => part !== "");
  if (!/^(?:www\.)?github\.com$/i.test(host)) {
    return owner === undefined ? null : { url: text, branch: null, name: nameOf(path) };
  }
  if (owner === undefined || name === undefined) return null;
  const branch = view === "tree" && rest.length > 0 ? decodeURIComponent(rest.join("/")) : null;
  return gitHub(owner, name, branch);
}

function gitHub(owner: string, name: string, branch: string | null): RepositoryPlace {
  const plain = name.replace(/\.git$/, "");
  return { url: `https://github.com/${owner}/${plain}.git`, branch, name: plain };
}

function nameOf(path: string): string {
  const last = path.split(/[/:]/).findLast((part) => part !== "") ?? "app";
  return last.replace(/\.git$/, "");
}
