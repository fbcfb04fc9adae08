import { create } from "zustand";
import type { AppId } from "../../../common/apps/appId.ts";
import { type FilePath, isWithin } from "../../../common/apps/filePath.ts";
import { must } from "../../../common/base/assert.ts";
import { err, ok } from "../../../common/base/result.ts";
import { fileChanges } from "../../client/appFiles.ts";
import { useCurrentApp } from "../../client/currentApp.ts";
import {
  fileMoves,
  fileRemovals,
  type OpenFileRequest,
  setActiveFile,
  setDirtyFiles,
  useEditorIntents,
} from "../../client/editorIntents.ts";
import { studio, toProblem } from "../../client/studio.ts";
import { holdsUnsavedWork } from "./document.ts";
import { Documents, type EditorFiles } from "./documents.ts";
import { DraftStore } from "./draftStore.ts";
import { loadedMonaco, loadMonaco } from "./monaco/load.ts";
import type { ModelBuffer } from "./monaco/modelBuffer.ts";
import { recallTabs, rememberTabs } from "./tabMemory.ts";
import { NO_TABS, reduceTabs, type TabEvent, type Tabs } from "./tabs.ts";

/** The open files of one app in this window. */
export interface Session {
  readonly appId: AppId;
  readonly documents: Documents;
  /** The Monaco buffer of an open text file. */
  buffer(path: FilePath): ModelBuffer | undefined;
}

interface EditorState {
  readonly session: Session | null;
  readonly tabs: Tabs;
  /** Where the cursor goes once the file stands in the editor. */
  readonly target: OpenFileRequest | null;
}

const CLOSED: EditorState = { session: null, tabs: NO_TABS, target: null };

export const useEditor = create<EditorState>()(() => CLOSED);

/** Changes the tabs, and loads the file that comes to the front. */
export function changeTabs(event: TabEvent): void {
  const { session, tabs } = useEditor.getState();
  if (session === null) return;
  const next = reduceTabs(tabs, event);
  if (next === tabs) return;
  const open = new Set(next.tabs.map((tab) => tab.path));
  for (const { path } of tabs.tabs) if (!open.has(path)) session.documents.close(path);
  useEditor.setState({ tabs: next });
  if (next.active !== null) void session.documents.open(next.active);
}

/** Keeps a session for the current app until the returned function is called. */
export function followEditorSession(): () => void {
  let stop = openSession(useCurrentApp.getState().appId);
  const unsubscribe = useCurrentApp.subscribe((now, before) => {
    if (now.appId === before.appId) return;
    stop();
    stop = openSession(now.appId);
  });
  return () => {
    unsubscribe();
    stop();
  };
}

function openSession(appId: AppId | null): () => void {
  if (appId === null) return () => {};
  const drafts = new DraftStore(appId);
  const buffers = new Map<FilePath, ModelBuffer>();
  const documents = new Documents(filesOf(appId), drafts, (path, text) => {
    const buffer = must(loadedMonaco(), "the editor").openModel(appId, path, text);
    buffers.set(path, buffer);
    return buffer;
  });
  const buffer = (path: FilePath): ModelBuffer | undefined =>
    documents.buffer(path) === undefined ? undefined : buffers.get(path);
  useEditor.setState({ ...CLOSED, session: { appId, documents, buffer } });
  const stops = [
    restoreTabs(appId, documents, drafts),
    followTabs(),
    answerRequests(),
    announceState(documents),
    followMoves(documents),
    followRemovals(),
    followDisk(documents),
  ];
  return () => {
    for (const stop of stops) stop();
    useEditor.setState(CLOSED);
    documents[Symbol.dispose]();
    drafts[Symbol.dispose]();
    setActiveFile(null);
    setDirtyFiles(new Set());
  };
}

function filesOf(appId: AppId): EditorFiles {
  return {
    async read(path) {
      try {
        // What is read is shown at once, so the editor has to be there by then.
        const [content] = await Promise.all([
          studio.files.read.query({ appId, path }),
          loadMonaco(),
        ]);
        return ok(content);
      } catch (error) {
        return err(toProblem(error));
      }
    },
    async write(input) {
      try {
        return ok(await studio.files.write.mutate({ appId, ...input }));
      } catch (error) {
        return err(toProblem(error));
      }
    },
  };
}

/** Puts the app's tabs back; what was opened meanwhile stays in front. */
function restoreTabs(appId: AppId, documents: Documents, drafts: DraftStore): () => void {
  return recallTabs(appId, (stored) => {
    let { tabs } = useEditor.getState();
    const front = tabs.active ?? stored.active;
    for (const { path, preview } of stored.tabs) {
      tabs = reduceTabs(tabs, { type: "open", path, pinned: !preview });
    }
    useEditor.setState({ tabs });
    if (front !== null) changeTabs({ type: "show", path: front });
    // Of the files that are not in front only those with unsaved work are loaded now.
    for (const { path } of stored.tabs) {
      void drafts.find(path).then((draft) => (draft === null ? undefined : documents.open(path)));
    }
  });
}

function followTabs(): () => void {
  return useEditor.subscribe(({ tabs }, before) => {
    if (tabs !== before.tabs) rememberTabs(tabs);
  });
}

function answerRequests(): () => void {
  const answer = (request: OpenFileRequest | null): void => {
    if (request === null) return;
    useEditor.setState({ target: request });
    changeTabs({ type: "open", path: request.path, pinned: request.pinned });
  };
  return useEditorIntents.subscribe((now, before) => {
    if (now.request !== before.request) answer(now.request);
  });
}

function announceState(documents: Documents): () => void {
  const stops = [
    useEditor.subscribe(({ tabs }) => {
      if (tabs.active !== useEditorIntents.getState().active) setActiveFile(tabs.active);
    }),
    documents.store.subscribe((all) => {
      const dirty = [...all].filter(([, document]) => holdsUnsavedWork(document));
      const known = useEditorIntents.getState().dirty;
      const same = dirty.length === known.size && dirty.every(([path]) => known.has(path));
      if (same) return;
      setDirtyFiles(new Set(dirty.map(([path]) => path)));
      // What is being edited is there to stay.
      for (const [path] of dirty) {
        const tab = useEditor.getState().tabs.tabs.find((candidate) => candidate.path === path);
        if (tab?.preview === true) changeTabs({ type: "pin", path });
      }
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function followMoves(documents: Documents): () => void {
  return fileMoves.on(({ from, to }) => {
    documents.move(from, to);
    changeTabs({ type: "renamed", from, to });
  });
}

function followRemovals(): () => void {
  return fileRemovals.on((removed) => {
    const open = useEditor.getState().tabs.tabs.map((tab) => tab.path);
    changeTabs({ type: "close", paths: open.filter((path) => isWithin(removed, path)) });
  });
}

function followDisk(documents: Documents): () => void {
  return fileChanges.on((changes) => documents.apply(changes));
}
