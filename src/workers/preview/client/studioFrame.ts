/** Tells the embedding Studio which page is shown. */
export function greetStudio(origins: readonly string[], rev: number): void {
  if (window.parent === window) return;
  const hello = { type: "studio:page", rev, path: location.pathname, title: document.title };
  for (const origin of origins) window.parent.postMessage(hello, origin);
}
