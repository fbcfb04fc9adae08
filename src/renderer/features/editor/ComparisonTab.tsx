import type { ReactElement } from "react";
import { fileName } from "../../../common/apps/filePath.ts";
import type { Comparison } from "../../client/editorIntents.ts";
import { text } from "../../messages/text.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { FileX } from "lucide-react";
import { ComparisonView } from "./ComparisonView.tsx";
import { useEditor } from "./session.ts";
import { useDocument } from "./useDocument.ts";

/** A comparison in a tab; the side that is a file is the open file itself. */
export function ComparisonTab({ comparison }: { readonly comparison: Comparison }): ReactElement {
  const { path, left, right } = comparison;
  const file = "file" in right ? right.file : null;
  const document = useDocument(file);
  const session = useEditor((state) => state.session);
  if (!("file" in right)) {
    const shown = { title: right.title, content: right.text };
    return <ComparisonView key={comparison.id} path={path} left={left} right={shown} />;
  }
  if (document === undefined || document.kind === "loading") return <Skeleton rows={9} />;
  const model = session?.buffer(right.file)?.model;
  if (document.kind !== "text" || model === undefined) {
    const { title, body } = text.editor.comparison.noFile;
    return <EmptyState icon={FileX} title={title(fileName(right.file))} body={body} />;
  }
  const title = right.title ?? fileName(right.file);
  return (
    <ComparisonView
      key={comparison.id}
      path={path}
      left={left}
      right={{ title, content: model }}
      focus
    />
  );
}
