import { expandAbbreviation } from "emmet-monaco-es";
import { type editor, languages, type Position } from "monaco-editor/editor";
import { useSettings } from "../../../client/facts.ts";
import { text } from "../../../messages/text.ts";
import { emmetAbbreviation, type EmmetSyntax, syntaxAt } from "./emmetAbbreviation.ts";

const SYNTAXES: Readonly<Record<string, EmmetSyntax>> = {
  html: "html",
  css: "css",
  scss: "css",
  less: "css",
  javascript: "jsx",
  javascriptreact: "jsx",
  typescriptreact: "jsx",
};

const LOOK_BACK_LINES = 200;

/**
 * Offers what an Emmet abbreviation stands for until the returned function is called. Where one
 * may stand is told from the text: the package's own way reads Monaco's inner token states, and
 * knows other grammars than Studio's.
 */
export function provideEmmet(): () => void {
  const provider = languages.registerCompletionItemProvider(Object.keys(SYNTAXES), {
    triggerCharacters: "!.}:*$]/>0123456789".split(""),
    provideCompletionItems: (model, position) => {
      const suggestion = suggestionAt(model, position);
      // It is made anew with each letter: `ul` stands for less than `ul>li`.
      return { suggestions: suggestion === null ? [] : [suggestion], incomplete: true };
    },
  });
  return () => provider.dispose();
}

function suggestionAt(
  model: editor.ITextModel,
  position: Position,
): languages.CompletionItem | null {
  if (useSettings.getState().value?.["editor.emmet"] === false) return null;
  const { lineNumber, column } = position;
  const known = SYNTAXES[model.getLanguageId()];
  if (known === undefined) return null;
  const before = textBefore(model, position);
  const syntax = syntaxAt(before, known);
  if (syntax === null) return null;
  const abbreviation = emmetAbbreviation(before, syntax);
  const expanded = abbreviation === null ? null : expand(abbreviation, syntax);
  if (abbreviation === null || expanded === null) return null;
  return {
    label: abbreviation,
    kind: languages.CompletionItemKind.Property,
    detail: text.editor.builtIn.emmet,
    documentation: expanded.replaceAll(/\$\{\d+(?::([^}]*))?\}/g, "$1"),
    insertText: expanded,
    insertTextRules: languages.CompletionItemInsertTextRule.InsertAsSnippet,
    filterText: abbreviation,
    sortText: "0",
    range: {
      startLineNumber: lineNumber,
      endLineNumber: lineNumber,
      startColumn: column - abbreviation.length,
      endColumn: column,
    },
  };
}

function textBefore(model: editor.ITextModel, { lineNumber, column }: Position): string {
  return model.getValueInRange({
    startLineNumber: Math.max(1, lineNumber - LOOK_BACK_LINES),
    startColumn: 1,
    endLineNumber: lineNumber,
    endColumn: column,
  });
}

/** The markup or declaration with places to type; null for what is no abbreviation after all. */
export function expand(abbreviation: string, syntax: EmmetSyntax): string | null {
  try {
    const expanded = expandAbbreviation(abbreviation, {
      type: syntax === "css" ? "stylesheet" : "markup",
      syntax,
      options: {
        "output.field": (index: number, placeholder: string) =>
          placeholder === "" ? `\${${index}}` : `\${${index}:${placeholder}}`,
        "output.selfClosingStyle": syntax === "jsx" ? "xhtml" : "html",
      },
    });
    return expanded === "" || expanded === abbreviation || expanded === `${abbreviation}: \${0};`
      ? null
      : expanded;
  } catch {
    // Half of an abbreviation, as while it is typed, cannot be read: there is nothing to offer.
    return null;
  }
}
