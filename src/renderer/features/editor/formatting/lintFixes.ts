import { type editor, type IRange, languages } from "monaco-editor/editor";
import type { LintFinding } from "../../../../common/contracts/formatting.ts";
import { fileOfUri } from "../language/modelPaths.ts";
import { toRange } from "../language/positions.ts";
import { findingsOf } from "./linting.ts";

const LANGUAGES = ["typescript", "typescriptreact", "javascript", "javascriptreact", "html"];

let isProvided = false;

/** Offers what settles a linter's finding as quick fixes. */
export function provideLintFixes(): void {
  if (isProvided) return;
  isProvided = true;
  languages.registerCodeActionProvider(LANGUAGES, {
    provideCodeActions: (model, range) => ({
      actions: fixesIn(model, range),
      dispose: () => undefined,
    }),
  });
}

function fixesIn(model: editor.ITextModel, range: IRange): languages.CodeAction[] {
  const file = fileOfUri(model.uri);
  if (file === null) return [];
  return findingsOf(file.path)
    .filter(({ diagnostic }) => touches(toRange(diagnostic.range), range))
    .flatMap((finding) => actionsOf(model, finding));
}

function actionsOf(model: editor.ITextModel, { fixes, diagnostic }: LintFinding) {
  return fixes.map(({ title, range, text }, nth): languages.CodeAction => ({
    title: `${title} (${diagnostic.source})`,
    kind: "quickfix",
    isPreferred: nth === 0,
    edit: {
      edits: [
        {
          resource: model.uri,
          versionId: model.getVersionId(),
          textEdit: { range: toRange(range), text },
        },
      ],
    },
  }));
}

function touches(one: IRange, other: IRange): boolean {
  const isBefore =
    one.endLineNumber < other.startLineNumber ||
    (one.endLineNumber === other.startLineNumber && one.endColumn < other.startColumn);
  const isBehind =
    one.startLineNumber > other.endLineNumber ||
    (one.startLineNumber === other.endLineNumber && one.startColumn > other.endColumn);
  return !isBefore && !isBehind;
}
