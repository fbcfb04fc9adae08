import { type ReactElement, useEffect, useState } from "react";
import type { FilePath } from "../../../common/apps/filePath.ts";
import {
  type CodeAction,
  type Diagnostic,
  LanguageServerId,
} from "../../../common/contracts/language.ts";
import { askAbout } from "../../client/languageWindow.ts";
import { studio, toProblem } from "../../client/studio.ts";
import { applyWorkspaceEdit } from "../../client/workspaceEdits.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { notify } from "../../ui/notifications.ts";

interface FixListProps {
  readonly path: FilePath;
  readonly source: string;
  readonly item: Diagnostic;
}

type Fixes =
  | { readonly state: "looking" }
  | { readonly state: "found"; readonly actions: readonly CodeAction[] }
  | { readonly state: "failed"; readonly message: string };

const words = text.language.problems;

/** What the language server would do about one problem; each is one click. */
export function FixList({ path, source, item }: FixListProps): ReactElement {
  const [fixes, setFixes] = useState<Fixes>({ state: "looking" });
  useEffect(() => {
    let gone = false;
    void findFixes(path, source, item).then((found) => {
      if (!gone) setFixes(found);
    });
    return () => {
      gone = true;
    };
  }, [path, source, item]);
  if (fixes.state !== "found") {
    const said = fixes.state === "looking" ? words.fixing : fixes.message;
    return <p className="py-1 pr-3 pl-14 text-xs text-fg-3">{said}</p>;
  }
  if (fixes.actions.length === 0) {
    return <p className="py-1 pr-3 pl-14 text-xs text-fg-3">{words.noFix}</p>;
  }
  return (
    <div className="flex flex-wrap gap-1.5 py-1 pr-3 pl-14">
      {fixes.actions.map((action) => (
        <Button key={action.title} size="sm" onClick={() => void apply(action)}>
          {action.title}
        </Button>
      ))}
    </div>
  );
}

async function findFixes(path: FilePath, source: string, item: Diagnostic): Promise<Fixes> {
  const server = LanguageServerId.safeParse(source).data;
  const about = askAbout(path, null);
  if (server === undefined || about === null) return { state: "found", actions: [] };
  try {
    const asked = { ...about, server, range: item.range, diagnostics: [item], only: null };
    const actions = await studio.language.codeActions.query(asked);
    return { state: "found", actions: actions.filter(({ kind }) => kind.startsWith("quickfix")) };
  } catch (error) {
    return { state: "failed", message: toProblem(error).message };
  }
}

async function apply({ edit }: CodeAction): Promise<void> {
  const applied = await applyWorkspaceEdit(edit);
  if (applied.ok) return;
  const { message } = applied.error;
  notify({ id: "problems:fix", level: "error", title: text.language.notChanged, body: message });
}
