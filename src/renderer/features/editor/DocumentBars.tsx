import type { ReactElement } from "react";
import type { FilePath } from "../../../common/apps/filePath.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { closeFile } from "./closing.ts";
import type { TextDocument } from "./document.ts";
import { useDraftSafety } from "./hostDrafts.ts";
import { NoticeBar } from "./NoticeBar.tsx";
import { saveFile } from "./saving.ts";
import { useEditor } from "./session.ts";

interface DocumentBarsProps {
  readonly path: FilePath;
  readonly document: TextDocument;
  readonly comparing: boolean;
  readonly onCompare: (comparing: boolean) => void;
}

const words = text.editor;

/** What is up with the file in front, worst first; at most one line. */
export function DocumentBars(props: DocumentBarsProps): ReactElement | null {
  const { path, document } = props;
  const unkept = useDraftSafety((safety) => (document.dirty ? safety.problem : null));
  if (document.disk.kind === "changed" || document.disk.kind === "not-text") {
    return <ConflictBar {...props} />;
  }
  if (document.disk.kind === "removed") return <RemovedBar path={path} />;
  if (document.problem !== null) {
    const { message, next } = document.problem;
    const sentence = [words.saveFailed, message, next].filter((part) => part !== undefined);
    return (
      <NoticeBar level="error" text={sentence.join(" ")}>
        <Button size="sm" onClick={() => void saveFile(path)}>
          {words.retry}
        </Button>
        <Button
          size="sm"
          tone="quiet"
          onClick={() => useEditor.getState().session?.documents.dismissProblem(path)}
        >
          {words.dismiss}
        </Button>
      </NoticeBar>
    );
  }
  if (unkept !== null) {
    const { message, next } = unkept;
    return <NoticeBar level="warning" text={[words.notKept, message, next].join(" ").trim()} />;
  }
  return document.readOnly ? <NoticeBar level="info" text={words.readOnly} /> : null;
}

function ConflictBar({ path, document, comparing, onCompare }: DocumentBarsProps): ReactElement {
  const documents = useEditor((state) => state.session?.documents);
  const isText = document.disk.kind === "changed";
  const settle = (act: () => void): void => {
    onCompare(false);
    act();
  };
  return (
    <NoticeBar level="warning" text={isText ? words.conflict.text : words.conflict.notText}>
      {isText && (
        <Button size="sm" onClick={() => onCompare(!comparing)}>
          {comparing ? words.conflict.back : words.conflict.compare}
        </Button>
      )}
      <Button size="sm" onClick={() => settle(() => documents?.takeDisk(path))}>
        {words.conflict.takeDisk}
      </Button>
      <Button size="sm" onClick={() => settle(() => documents?.keepMine(path))}>
        {words.conflict.keepMine}
      </Button>
    </NoticeBar>
  );
}

function RemovedBar({ path }: { readonly path: FilePath }): ReactElement {
  return (
    <NoticeBar level="warning" text={words.removed.text}>
      <Button size="sm" onClick={() => void saveFile(path)}>
        {words.removed.saveAgain}
      </Button>
      <Button size="sm" tone="quiet" onClick={() => void closeFile(path)}>
        {words.removed.close}
      </Button>
    </NoticeBar>
  );
}
