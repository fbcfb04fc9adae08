import { editor, type IDisposable, type Uri } from "monaco-editor/editor";
import { AppId } from "../../../../common/apps/appId.ts";
import { studio } from "../../../client/studio.ts";
import { fileLanguage } from "../fileLanguage.ts";
import { fileOfUri, libraryOfUri, markAside } from "./modelPaths.ts";

interface TextModelReference extends IDisposable {
  readonly object: {
    readonly textEditorModel: editor.ITextModel;
    readonly onWillDispose: () => IDisposable;
    isReadonly(): boolean;
    isDisposed(): boolean;
    dispose(): void;
  };
}

interface Aside {
  readonly model: Promise<editor.ITextModel>;
  uses: number;
}

/** How long a text that was peeked at stays: peeking at the next reference asks for it again. */
const KEEP_MS = 30_000;

/**
 * Monaco's way to texts that are not open, for peeks and for links under the mouse. Its own knows
 * open ones only. The texts are read when they are looked at, and dropped a while later.
 */
export class TextModels {
  readonly #asides = new Map<string, Aside>();

  async createModelReference(uri: Uri): Promise<TextModelReference> {
    const open = editor.getModel(uri);
    if (open !== null && !this.#asides.has(uri.toString())) return reference(open, () => undefined);
    const aside = this.#aside(uri);
    aside.uses++;
    try {
      return reference(await aside.model, () => this.#release(uri, aside));
    } catch (error) {
      this.#asides.delete(uri.toString());
      throw error;
    }
  }

  /** Monaco asks; nothing in Studio registers any. */
  registerTextModelContentProvider(): IDisposable {
    return { dispose: () => undefined };
  }

  canHandleResource(uri: Uri): boolean {
    return fileOfUri(uri) !== null || libraryOfUri(uri) !== null;
  }

  #aside(uri: Uri): Aside {
    const key = uri.toString();
    const known = this.#asides.get(key);
    if (known !== undefined) return known;
    const aside = { model: openAside(uri), uses: 0 };
    this.#asides.set(key, aside);
    return aside;
  }

  #release(uri: Uri, aside: Aside): void {
    aside.uses--;
    setTimeout(() => {
      const key = uri.toString();
      if (aside.uses > 0 || this.#asides.get(key) !== aside) return;
      this.#asides.delete(key);
      // The file may have been opened meanwhile, which disposed of this model of it.
      void aside.model.then((model) => model.dispose());
    }, KEEP_MS);
  }
}

function reference(model: editor.ITextModel, release: () => void): TextModelReference {
  let released = false;
  const dispose = (): void => {
    if (!released) release();
    released = true;
  };
  return {
    object: {
      textEditorModel: model,
      onWillDispose: () => ({ dispose: () => undefined }),
      isReadonly: () => true,
      isDisposed: () => model.isDisposed(),
      dispose: () => undefined,
    },
    dispose,
  };
}

async function openAside(uri: Uri): Promise<editor.ITextModel> {
  const text = await read(uri);
  const open = editor.getModel(uri);
  if (open !== null) return open;
  // Marked by its address before anybody hears of it: the language servers are not told of it.
  const model = markAside(uri, () => editor.createModel(text, fileLanguage(uri.path).id, uri));
  return model;
}

async function read(uri: Uri): Promise<string> {
  const library = libraryOfUri(uri);
  if (library !== null) {
    const appId = AppId.parse(library.appId);
    return (await studio.language.library.query({ appId, id: library.id })).text;
  }
  const file = fileOfUri(uri);
  if (file === null) throw new Error(`No text has the address ${uri.toString()}`);
  const { path } = file;
  const content = await studio.files.read.query({ appId: AppId.parse(file.appId), path });
  if (content.kind !== "text") throw new Error(`${path} is not text`);
  return content.text;
}
