import { type editor, Uri } from "monaco-editor/editor";
import { FilePath } from "../../../../common/apps/filePath.ts";
import type { Location } from "../../../../common/contracts/language.ts";

const APP = "app";
const LIBRARY = "library";

/** Which file of which app a model's address names; null for another kind of text. */
export function fileOfUri(uri: Uri): { readonly appId: string; readonly path: FilePath } | null {
  if (uri.scheme !== APP) return null;
  const path = FilePath.safeParse(uri.path.slice(1)).data;
  return path === undefined ? null : { appId: uri.authority, path };
}

export function uriOfFile(appId: string, path: FilePath): Uri {
  return Uri.from({ scheme: APP, authority: appId, path: `/${path}` });
}

/** The library text an address names; null for another kind. */
export function libraryOfUri(uri: Uri): { readonly appId: string; readonly id: string } | null {
  return uri.scheme === LIBRARY ? { appId: uri.authority, id: uri.query } : null;
}

export function uriOfPlace(appId: string, at: Location["at"]): Uri {
  if (at.kind === "app") return uriOfFile(appId, at.path);
  const name = at.id.slice(Math.max(at.id.lastIndexOf("/"), at.id.lastIndexOf("\\")) + 1);
  return Uri.from({ scheme: LIBRARY, authority: appId, path: `/${name}`, query: at.id });
}

const asides = new Set<string>();

/** Makes the model of a text that is only looked at: the language servers are not told of it. */
export function markAside(uri: Uri, create: () => editor.ITextModel): editor.ITextModel {
  const key = uri.toString();
  asides.add(key);
  const model = create();
  model.onWillDispose(() => asides.delete(key));
  return model;
}

export function isAside(model: editor.ITextModel): boolean {
  return asides.has(model.uri.toString());
}
