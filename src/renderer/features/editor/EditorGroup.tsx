import { FileCode } from "lucide-react";
import { type ReactElement, useState } from "react";
import { fileName, type FilePath } from "../../../common/apps/filePath.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { runCommand } from "../../ui/commands.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { BinaryView } from "./BinaryView.tsx";
import { Breadcrumbs } from "./Breadcrumbs.tsx";
import { CodeView } from "./CodeView.tsx";
import { ComparisonTab } from "./ComparisonTab.tsx";
import { ComparisonView } from "./ComparisonView.tsx";
import type { Document } from "./document.ts";
import { DocumentBars } from "./DocumentBars.tsx";
import { DropZone } from "./DropZone.tsx";
import { LargeView } from "./LargeView.tsx";
import { changeTabs, useEditor } from "./session.ts";
import type { TabGroup } from "./tabGroups.ts";
import { TabStrip } from "./TabStrip.tsx";
import { activeTab } from "./tabs.ts";
import { useDocument } from "./useDocument.ts";
import { SvgOverlay } from "./views/SvgOverlay.tsx";

const words = text.editor;

/** A row of tabs and the one in front. */
export function EditorGroup({ group }: { readonly group: TabGroup }): ReactElement {
  const { id, tabs } = group;
  const subject = activeTab(tabs)?.subject;
  const comparison = useEditor(({ comparisons }) =>
    subject?.kind === "comparison" ? comparisons.get(subject.id) : undefined,
  );
  const path = subject?.kind === "file" ? subject.path : null;
  const document = useDocument(path);
  const [comparing, setComparing] = useState<FilePath | null>(null);
  const isFocused = useEditor(({ groups }) => groups.focused === id);
  const isText = document?.kind === "text";
  const compares = path !== null && comparing === path;
  return (
    <div
      className="flex h-full min-h-0 min-w-0 flex-col bg-raised"
      onFocusCapture={() => changeTabs({ type: "focus", group: id })}
    >
      <TabStrip group={group} />
      {path !== null && <Breadcrumbs path={path} leads={isFocused} />}
      {isText && path !== null && (
        <DocumentBars
          path={path}
          document={document}
          comparing={compares}
          onCompare={(wanted) => setComparing(wanted ? path : null)}
        />
      )}
      <div className="relative min-h-0 flex-1">
        <CodeView group={id} path={isText ? path : null} />
        <SvgOverlay key={path} path={path} />
        {compares && isText && <ConflictComparison path={path} document={document} />}
        {!isText && (
          <div className="absolute inset-0">
            {comparison === undefined ? (
              <OtherKind path={path} document={document} />
            ) : (
              <ComparisonTab comparison={comparison} />
            )}
          </div>
        )}
        <DropZone group={id} />
      </div>
    </div>
  );
}

interface ConflictComparisonProps {
  readonly path: FilePath;
  readonly document: Extract<Document, { kind: "text" }>;
}

/** The disk's version beside the unsaved one, which can be edited into what is kept. */
function ConflictComparison({ path, document }: ConflictComparisonProps): ReactElement | null {
  const model = useEditor((state) => state.session?.buffer(path)?.model);
  if (document.disk.kind !== "changed" || model === undefined) return null;
  const { disk, mine } = words.conflict;
  return (
    <div className="absolute inset-0 z-10">
      <ComparisonView
        path={path}
        left={{ title: disk, text: document.disk.content.text }}
        right={{ title: mine, content: model }}
        focus
      />
    </div>
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
  if (document.kind === "too-large") return <LargeView path={path} />;
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
