import { create } from "zustand";
import type { AppId } from "../../../common/apps/appId.ts";
import { fileName, type FilePath, isWithin } from "../../../common/apps/filePath.ts";
import { must } from "../../../common/base/assert.ts";
import type { FileContent, TextEncoding } from "../../../common/contracts/files.ts";
import { err, ok } from "../../../common/base/result.ts";
import { fileChanges } from "../../client/appFiles.ts";
import { useCurrentApp } from "../../client/currentApp.ts";
import {
  type Comparison,
  comparisonRemovals,
  comparisonRequests,
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
import { HostDrafts } from "./hostDrafts.ts";
import { loadedMonaco, loadMonaco } from "./monaco/load.ts";
import type { ModelBuffer } from "./monaco/modelBuffer.ts";
import {
  allTabs,
  frontTab,
  isOpen,
  type GroupsEvent,
  NO_GROUPS,
  reduceGroups,
  type TabGroups,
} from "./tabGroups.ts";
import { runSaveSteps } from "./saveSteps.ts";
import type { OpenBuffer } from "./textBuffer.ts";
import { followTextRules, wantedEncoding } from "./textRules.ts";
import { recallTabs, rememberTabs } from "./tabMemory.ts";
import { activeTab, fileKey, keyOf, type Tab, type TabSubject } from "./tabs.ts";

/** The open files of one app in this window. */
export interface Session {
  readonly appId: AppId;
  readonly documents: Documents;
  /** The Monaco buffer of an open text file. */
  buffer(path: FilePath): ModelBuffer | undefined;
}

interface EditorState {
  readonly session: Session | null;
  readonly groups: TabGroups;
  /** What the open comparisons show, by id. */
  readonly comparisons: ReadonlyMap<string, Comparison>;
  /** Where the cursor goes once the file stands in the editor. */
  readonly target: OpenFileRequest | null;
}

const CLOSED: EditorState = {
  session: null,
  groups: NO_GROUPS,
  comparisons: new Map(),
  target: null,
};

export const useEditor = create<EditorState>()(() => CLOSED);

/** Changes the tabs, loads the files that come to the front and lets go of those that close. */
export function changeTabs(event: GroupsEvent): void {
  const { session, groups } = useEditor.getState();
  if (session === null) return;
  const next = reduceGroups(groups, event);
  if (next !== groups) showGroups(session, next);
}

function showGroups(session: Session, groups: TabGroups): void {
  const before = useEditor.getState();
  const ids = new Set(allTabs(groups).flatMap(({ subject }) => comparisonId(subject)));
  const comparisons = new Map([...before.comparisons].filter(([id]) => ids.has(id)));
  const open = filesOf(groups, comparisons);
  for (const path of filesOf(before.groups, before.comparisons)) {
    if (!open.has(path)) session.documents.close(path);
  }
  useEditor.setState({ groups, comparisons });
  for (const { tabs } of groups.groups) {
    const path = fileOf(activeTab(tabs)?.subject, comparisons);
    if (path !== null) void session.documents.open(path);
  }
}

function comparisonId(subject: TabSubject): readonly string[] {
  return subject.kind === "comparison" ? [subject.id] : [];
}

/** The files that tabs show, on their own or as the side of a comparison that can be edited. */
function filesOf(
  groups: TabGroups,
  comparisons: EditorState["comparisons"],
): ReadonlySet<FilePath> {
  return new Set(allTabs(groups).flatMap(({ subject }) => fileOf(subject, comparisons) ?? []));
}

function fileOf(
  subject: TabSubject | undefined,
  comparisons: EditorState["comparisons"],
): FilePath | null {
  if (subject === undefined) return null;
  if (subject.kind === "file") return subject.path;
  const right = comparisons.get(subject.id)?.right;
  return right !== undefined && "file" in right ? right.file : null;
}

/** The file that a tab shows and that can be saved from it; null for a comparison of mere texts. */
export function fileOfTab(tab: Tab | undefined): FilePath | null {
  return fileOf(tab?.subject, useEditor.getState().comparisons);
}

/** What stands on a tab. */
export function titleOfTab({ subject }: Tab): string {
  if (subject.kind === "file") return fileName(subject.path);
  return useEditor.getState().comparisons.get(subject.id)?.title ?? subject.id;
}

/** The file in the front tab of the focused group. */
export function activeFile(): FilePath | null {
  return fileOfTab(frontTab(useEditor.getState().groups));
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

/** Runs something for each session while it lasts, until the returned function is called. */
export function withSession(run: (session: Session) => () => void): () => void {
  let current: Session | null = null;
  let stop = (): void => undefined;
  const follow = ({ session }: EditorState): void => {
    if (session === current) return;
    stop();
    current = session;
    stop = session === null ? () => undefined : run(session);
  };
  follow(useEditor.getState());
  const unsubscribe = useEditor.subscribe(follow);
  return () => {
    unsubscribe();
    stop();
  };
}

function openSession(appId: AppId | null): () => void {
  if (appId === null) return () => {};
  const drafts = new HostDrafts(appId);
  const buffers = new Map<FilePath, ModelBuffer>();
  const openBuffer: OpenBuffer = (path, text) => {
    const buffer = must(loadedMonaco(), "the editor").openModel(appId, path, text);
    buffers.set(path, buffer);
    return buffer;
  };
  const documents = new Documents(editorFiles(appId), drafts, openBuffer, async (path, reason) => {
    const model = buffers.get(path)?.model;
    if (model !== undefined) await runSaveSteps({ path, model, reason });
    return { encoding: wantedEncoding(path) };
  });
  const buffer = (path: FilePath): ModelBuffer | undefined =>
    documents.buffer(path) === undefined ? undefined : buffers.get(path);
  const session: Session = { appId, documents, buffer };
  useEditor.setState({ ...CLOSED, session });
  const stops = [
    restoreTabs(session, drafts),
    followTabs(),
    answerRequests(),
    answerComparisons(session),
    announceState(documents),
    followMoves(documents),
    followRemovals(),
    fileChanges.on((changes) => documents.apply(changes)),
    followTextRules(session),
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

function editorFiles(appId: AppId): EditorFiles {
  return {
    async read(path, encoding) {
      try {
        // What is read is shown at once, so the editor has to be there by then.
        const [content] = await Promise.all([readFile(appId, path, encoding), loadMonaco()]);
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

/** Bytes that are no text by themselves may be in the encoding that the app's settings name. */
async function readFile(
  appId: AppId,
  path: FilePath,
  encoding: TextEncoding | undefined,
): Promise<FileContent> {
  const content = await studio.files.read.query({ appId, path, encoding });
  if (content.kind !== "binary" || encoding !== undefined) return content;
  const { charset } = await studio.editorConfig.of.query({ appId, path });
  return charset === null || charset === "utf-8"
    ? content
    : await studio.files.read.query({ appId, path, encoding: charset });
}

/** Puts the app's tabs back; what was opened meanwhile stays in front. */
function restoreTabs(session: Session, drafts: HostDrafts): () => void {
  return recallTabs(session.appId, (recalled) => {
    const meanwhile = allTabs(useEditor.getState().groups);
    const groups = meanwhile.reduce(
      (state, { subject, preview }) =>
        reduceGroups(state, { type: "tabs", event: { type: "open", subject, preview } }),
      recalled,
    );
    showGroups(session, groups);
    void reopenUnsaved(session, drafts);
  });
}

/** Of the files that are not in front only those with unsaved work are loaded at once. */
async function reopenUnsaved(session: Session, drafts: HostDrafts): Promise<void> {
  const paths = await drafts.paths().catch(() => []);
  if (useEditor.getState().session !== session) return;
  const { groups } = useEditor.getState();
  // Also those whose tab was opened in the last moment before everything ended.
  const lost = paths.filter((path) => !isOpen(groups, path));
  const opened = lost.reduce(
    (state, path) =>
      reduceGroups(state, {
        type: "tabs",
        event: { type: "open", subject: { kind: "file", path }, preview: false },
      }),
    groups,
  );
  const front = frontTab(groups)?.key;
  if (lost.length > 0) {
    showGroups(
      session,
      front === undefined
        ? opened
        : reduceGroups(opened, { type: "tabs", event: { type: "show", key: front } }),
    );
  }
  for (const path of paths) void session.documents.open(path);
}

function followTabs(): () => void {
  return useEditor.subscribe(({ groups }, before) => {
    if (groups !== before.groups) rememberTabs(groups);
  });
}

function answerRequests(): () => void {
  const answer = (request: OpenFileRequest | null): void => {
    if (request === null) return;
    useEditor.setState({ target: request });
    const subject: TabSubject = { kind: "file", path: request.path };
    changeTabs({ type: "tabs", event: { type: "open", subject, preview: !request.pinned } });
  };
  return useEditorIntents.subscribe((now, before) => {
    if (now.request !== before.request) answer(now.request);
  });
}

function answerComparisons(session: Session): () => void {
  const stops = [
    comparisonRequests.on((comparison) => {
      const { groups, comparisons } = useEditor.getState();
      useEditor.setState({ comparisons: new Map(comparisons).set(comparison.id, comparison) });
      const subject: TabSubject = { kind: "comparison", id: comparison.id };
      const preview = comparison.pinned === false;
      const event = { type: "open", subject, preview } as const;
      showGroups(session, reduceGroups(groups, { type: "tabs", event }));
    }),
    comparisonRemovals.on((id) => {
      changeTabs({ type: "close-everywhere", keys: [keyOf({ kind: "comparison", id })] });
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function announceState(documents: Documents): () => void {
  const stops = [
    useEditor.subscribe(() => {
      const active = activeFile();
      if (active !== useEditorIntents.getState().active) setActiveFile(active);
    }),
    documents.store.subscribe((all) => {
      const dirty = [...all].filter(([, document]) => holdsUnsavedWork(document));
      const known = useEditorIntents.getState().dirty;
      const same = dirty.length === known.size && dirty.every(([path]) => known.has(path));
      if (same) return;
      setDirtyFiles(new Set(dirty.map(([path]) => path)));
      // What is being edited is there to stay.
      for (const [path] of dirty) changeTabs({ type: "keep-everywhere", key: fileKey(path) });
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
    const gone = allTabs(useEditor.getState().groups).filter((tab) => {
      const path = fileOfTab(tab);
      return path !== null && isWithin(removed, path);
    });
    changeTabs({ type: "close-everywhere", keys: gone.map((tab) => tab.key) });
  });
}
