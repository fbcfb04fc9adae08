import { type ReactElement, useEffect, useRef, useState } from "react";
import type { FilePath } from "../../../common/apps/filePath.ts";
import { codeEditor } from "./activeEditor.ts";
import { loadMonaco } from "./monaco/load.ts";
import type { CodeEditor } from "./monaco/codeEditor.ts";
import { useEditor } from "./session.ts";
import type { GroupId } from "./tabGroups.ts";
import { useLineMarks } from "./useLineMarks.ts";
import { useDocument } from "./useDocument.ts";

interface CodeViewProps {
  readonly group: GroupId;
  /** The text file in front; null keeps the editor at hand but empty. */
  readonly path: FilePath | null;
}

/** The Monaco editor of a group. It stays mounted while other kinds of tab are in front. */
export function CodeView({ group, path }: CodeViewProps): ReactElement {
  const host = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<CodeEditor | null>(null);
  useEffect(() => {
    let gone = false;
    let made: CodeEditor | undefined;
    void loadMonaco().then((setup) => {
      if (gone || host.current === null) return;
      made = new setup.CodeEditor(host.current);
      codeEditor.set(group, made);
      setEditor(made);
    });
    return () => {
      gone = true;
      codeEditor.set(group, null);
      made?.[Symbol.dispose]();
    };
  }, [group]);
  const leads = useEditor(({ groups }) => groups.focused === group);
  useEffect(() => editor?.lead(leads), [editor, leads]);
  useShownFile(editor, path, leads);
  return <div ref={host} hidden={path === null} className="absolute inset-0" />;
}

function useShownFile(editor: CodeEditor | null, path: FilePath | null, leads: boolean): void {
  const session = useEditor((state) => state.session);
  const target = useEditor((state) => state.target);
  const document = useDocument(path);
  const readOnly = document?.kind === "text" && document.readOnly;
  // A reopened file is another buffer under the same path.
  const model = path === null ? null : (session?.buffer(path)?.model ?? null);
  useEffect(() => {
    editor?.show(model, { label: path ?? "", readOnly });
  }, [editor, model, path, readOnly]);
  useLineMarks(editor, path, model);
  useEffect(() => {
    if (!leads || editor === null || target === null || model === null || target.path !== path) {
      return;
    }
    if (target.line !== null) editor.goTo({ line: target.line, column: target.column ?? 1 });
    if (target.focus) editor.focus();
    useEditor.setState({ target: null });
  }, [editor, leads, model, path, target]);
}
