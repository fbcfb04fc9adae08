import { APP_FOLDER } from "../../../../../common/apps/elementSources.ts";

/** A file of the app, or the sheet's address; null for one that a script made. */
export function sheetName(sheet: CSSStyleSheet): string | null {
  const owner = sheet.ownerNode;
  // Vite names the module that brought a style element.
  const module = owner instanceof Element ? owner.getAttribute("data-vite-dev-id") : null;
  if (module !== null) return fileOf(module);
  const url = sheet.href === null ? null : URL.parse(sheet.href);
  if (url === null) return null;
  return url.origin === location.origin ? decodeURI(url.pathname.slice(1)) : url.href;
}

function fileOf(module: string): string {
  const path = module.split("?", 1)[0] ?? module;
  return path.startsWith(APP_FOLDER) ? path.slice(APP_FOLDER.length) : path;
}
