import { FileCode, FileWarning } from "lucide-react";
import { type ReactElement, useState } from "react";
import { fileName, type FilePath } from "../../../common/apps/filePath.ts";
import { formatBytes } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { runCommand } from "../../ui/commands.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { BinaryView } from "./BinaryView.tsx";
import { CodeView } from "./CodeView.tsx";
import { CompareView } from "./CompareView.tsx";
import type { Document } from "./document.ts";
import { DocumentBars } from "./DocumentBars.tsx";
import { useEditor } from "./session.ts";
import { TabStrip } from "./TabStrip.tsx";
import { useDocument } from "./useDocument.ts";

const words = text.editor;

/** Tabs of open files, and the one in front. */
export function EditorView(): ReactElement {
  const active = useEditor((state) => state.tabs.active);
  const document = useDocument(active);
  const [comparing, setComparing] = useState<FilePath | null>(null);
  const isText = document?.kind === "text";
  const disk = isText && document.disk.kind === "changed" ? document.disk.content.text : null;
  const compares = active !== null && comparing === active;
  return (
    <section aria-label={words.title} className="flex h-full min-h-0 min-w-0 flex-col bg-raised">
      <TabStrip />
      {isText && active !== null && (
        <DocumentBars
          path={active}
          document={document}
          comparing={compares}
          onCompare={(wanted) => setComparing(wanted ? active : null)}
        />
      )}
      <div className="relative min-h-0 flex-1">
        <CodeView path={isText ? active : null} />
        {compares && disk !== null && <CompareView path={active} disk={disk} />}
        {!isText && (
          <div className="absolute inset-0">
            <OtherKind path={active} document={document} />
          </div>
        )}
      </div>
    </section>
  );
}

interface OtherKindProps {
  readonly path: FilePath | null;
  readonly document: Document | undefined;
}

function OtherKind({ path, document }: OtherKindProps): ReactElement | null {
  if (path === null) return <NoFile />;
  const name = fileName(path);
  if (document === undefined || document.kind === "loading") {
    return <Skeleton key={path} rows={9} />;
  }
  if (document.kind === "failed") {
    return (
      <ErrorState
        title={words.failed(name)}
        cause={document.problem.message}
        next={document.problem.next}
        details={document.problem.details}
        action={
          <Button onClick={() => void useEditor.getState().session?.documents.open(path)}>
            {words.retry}
          </Button>
        }
      />
    );
  }
  if (document.kind === "binary") return <BinaryView content={document} />;
  if (document.kind === "too-large") {
    return (
      <EmptyState
        icon={FileWarning}
        title={words.tooLarge.title(name)}
        body={words.tooLarge.body(formatBytes(document.size))}
      />
    );
  }
  return null;
}

function NoFile(): ReactElement {
  return (
    <EmptyState
      icon={FileCode}
      title={words.empty.title}
      body={words.empty.body}
      action={<Button onClick={() => runCommand("view.quickOpen")}>{words.empty.goToFile}</Button>}
    />
  );
}
