import { create } from "zustand";
import type { Problem } from "../../../common/contracts/problem.ts";
import type { SettingsDocument, SettingsText } from "../../../common/contracts/settings.ts";
import { studio, toProblem } from "../../client/studio.ts";

/** A settings or snippets file that is edited as text. */
interface TextDocument {
  readonly document: SettingsDocument | null;
  /** As it was read or written last; null until it was. */
  readonly disk: SettingsText | null;
  /** What the person typed and has not saved; null when that is nothing. */
  readonly draft: string | null;
  /** What another program wrote below unsaved changes. */
  readonly theirs: SettingsText | null;
  readonly problem: Problem | null;
}

const CLOSED: TextDocument = {
  document: null,
  disk: null,
  draft: null,
  theirs: null,
  problem: null,
};

export const useTextDocument = create<TextDocument>(() => CLOSED);

const memoryKey = ({ kind, appId }: SettingsDocument): string =>
  `studio.draft.${kind}.${appId ?? "user"}`;

/** Opens a document; what was typed in it and not saved is there again. */
export async function openTextDocument(document: SettingsDocument): Promise<void> {
  useTextDocument.setState({ ...CLOSED, document });
  try {
    const disk = await studio.settings.text.query(document);
    if (useTextDocument.getState().document !== document) return;
    const draft = localStorage.getItem(memoryKey(document));
    useTextDocument.setState({ disk, draft: draft === disk.text ? null : draft });
  } catch (error) {
    useTextDocument.setState({ problem: toProblem(error) });
  }
}

export function editTextDocument(text: string): void {
  const { document, disk } = useTextDocument.getState();
  if (document === null || disk === null) return;
  const draft = text === disk.text ? null : text;
  if (draft === null) localStorage.removeItem(memoryKey(document));
  else localStorage.setItem(memoryKey(document), draft);
  useTextDocument.setState({ draft });
}

/** Looks at the disk again: it is followed while nothing is unsaved, and told of otherwise. */
export async function refreshTextDocument(): Promise<void> {
  const { document } = useTextDocument.getState();
  if (document === null) return;
  try {
    const found = await studio.settings.text.query(document);
    const now = useTextDocument.getState();
    if (now.document !== document || now.disk?.hash === found.hash) return;
    if (now.draft === null || now.draft === found.text) takeDisk(found);
    else useTextDocument.setState({ theirs: found });
  } catch (error) {
    useTextDocument.setState({ problem: toProblem(error) });
  }
}

export async function saveTextDocument(): Promise<void> {
  const { document, disk, draft } = useTextDocument.getState();
  if (document === null || disk === null || draft === null) return;
  try {
    const written = await studio.settings.writeText.mutate({
      ...document,
      text: draft,
      expected: disk.hash,
    });
    const typedSince = useTextDocument.getState().draft;
    useTextDocument.setState({ disk: written, theirs: null, problem: null });
    editTextDocument(typedSince ?? written.text);
  } catch (error) {
    const problem = toProblem(error);
    if (problem.code === "conflict") await refreshTextDocument();
    else useTextDocument.setState({ problem });
  }
}

/** The next save replaces what the other program wrote. */
export function keepMine(): void {
  const { theirs } = useTextDocument.getState();
  if (theirs !== null) useTextDocument.setState({ disk: theirs, theirs: null });
}

/** Drops what was typed for what is on disk. */
export function takeTheirs(): void {
  const { theirs } = useTextDocument.getState();
  if (theirs !== null) takeDisk(theirs);
}

function takeDisk(disk: SettingsText): void {
  const { document } = useTextDocument.getState();
  if (document !== null) localStorage.removeItem(memoryKey(document));
  useTextDocument.setState({ disk, draft: null, theirs: null, problem: null });
}
