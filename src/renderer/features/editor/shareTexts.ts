import type { FilePath } from "../../../common/apps/filePath.ts";
import { Emitter } from "../../../common/base/event.ts";
import type { TextEdit } from "../../../common/contracts/search.ts";
import { type AppliedEdit, type OpenText, provideOpenTexts } from "../../client/openTexts.ts";
import { codeEditor } from "./activeEditor.ts";
import type { ModelBuffer } from "./monaco/modelBuffer.ts";
import { type Session, useEditor } from "./session.ts";

type Model = ModelBuffer["model"];

/** The edit itself, and what a save may put on top of it. */
const MAX_STEPS = 4;

/** Lets search read and change the open texts until the returned function is called. */
export function shareTexts(): () => void {
  let shared: Session | null = null;
  let stop = (): void => undefined;
  const share = ({ session }: { readonly session: Session | null }): void => {
    if (session === shared) return;
    stop();
    shared = session;
    stop = session === null ? () => undefined : shareSession(session);
  };
  share(useEditor.getState());
  const unsubscribe = useEditor.subscribe(share);
  return () => {
    unsubscribe();
    stop();
  };
}

function shareSession(session: Session): () => void {
  const { documents } = session;
  const edited = new Emitter<FilePath>();
  const followed = new Map<FilePath, Followed>();
  const followAll = (): void => {
    for (const [path, { buffer, stop }] of followed) {
      if (session.buffer(path) === buffer) continue;
      stop();
      followed.delete(path);
    }
    for (const path of documents.store.getState().keys()) {
      const buffer = session.buffer(path);
      if (buffer === undefined || followed.has(path)) continue;
      followed.set(path, { buffer, stop: buffer.onEdit(() => edited.fire(path)) });
    }
  };
  followAll();
  const unsubscribe = documents.store.subscribe(followAll);
  const takeBack = provideOpenTexts({
    all: () => textsOf(session),
    edit: (path, edits) => {
      const model = session.buffer(path)?.model;
      return model === undefined ? null : editModel(model, edits);
    },
    save: (path) => documents.save(path),
    selection: () => codeEditor.get()?.selectedText() ?? "",
    onEdit: edited.on,
  });
  return () => {
    takeBack();
    unsubscribe();
    for (const { stop } of followed.values()) stop();
  };
}

interface Followed {
  readonly buffer: ModelBuffer;
  readonly stop: () => void;
}

function textsOf(session: Session): readonly OpenText[] {
  return [...session.documents.store.getState()].flatMap(([path, document]) => {
    const open = session.buffer(path);
    if (document.kind !== "text" || open === undefined) return [];
    const { dirty, readOnly } = document;
    return [{ path, dirty, readOnly, text: () => open.text() }];
  });
}

function editModel(model: Model, edits: readonly TextEdit[]): AppliedEdit | null {
  const operations = edits.map((edit) => ({
    range: {
      startLineNumber: edit.line,
      startColumn: edit.column,
      endLineNumber: edit.endLine,
      endColumn: edit.endColumn,
    },
    text: edit.replacement,
  }));
  const found = operations.every(
    ({ range }, at) => model.getValueInRange(range) === edits[at]?.expected,
  );
  if (!found) return null;
  const before = model.getAlternativeVersionId();
  model.pushStackElement();
  model.pushEditOperations([], operations, () => null);
  model.pushStackElement();
  let after = model.getAlternativeVersionId();
  return {
    extend: () => {
      if (!model.isDisposed()) after = model.getAlternativeVersionId();
    },
    undo: () => {
      if (model.isDisposed() || model.getAlternativeVersionId() !== after) return false;
      for (let step = 0; step < MAX_STEPS && model.getAlternativeVersionId() !== before; step++) {
        void model.undo();
      }
      return true;
    },
  };
}
