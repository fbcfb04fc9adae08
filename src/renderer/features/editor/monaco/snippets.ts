import { type editor, type IRange, languages, type Position } from "monaco-editor/editor";
import type { Snippet } from "../../../../common/contracts/settings.ts";
import { useSettings } from "../../../client/facts.ts";
import { useSnippets } from "../../../client/snippets.ts";
import { text } from "../../../messages/text.ts";
import { BUNDLED_SNIPPETS } from "./snippetsBundled.ts";

/** Offers snippets in completions until the returned function is called. */
export function provideSnippets(): () => void {
  const provider = languages.registerCompletionItemProvider("*", {
    provideCompletionItems: (model, position) => {
      if (useSettings.getState().value?.["editor.snippets"] === false) return { suggestions: [] };
      const word = typedWord(model, position);
      const suggestions = offeredSnippets(model.getLanguageId()).flatMap((snippet) =>
        snippet.prefixes.map((prefix) => suggestionOf(snippet, prefix, word)),
      );
      return { suggestions };
    },
  });
  return () => provider.dispose();
}

/** Those of the person and the app come before a bundled one of the same prefix. */
function offeredSnippets(languageId: string): readonly Snippet[] {
  const own = useSnippets.getState().value?.snippets ?? [];
  const taken = new Set(own.flatMap(({ prefixes }) => prefixes));
  const bundled = BUNDLED_SNIPPETS.filter(
    ({ prefixes }) => !prefixes.some((one) => taken.has(one)),
  );
  return [...own, ...bundled].filter(
    (snippet) => snippet.languages.length === 0 || snippet.languages.includes(languageId),
  );
}

function suggestionOf(snippet: Snippet, prefix: string, range: IRange): languages.CompletionItem {
  return {
    label: { label: prefix, description: snippet.name },
    kind: languages.CompletionItemKind.Snippet,
    insertText: snippet.body,
    insertTextRules: languages.CompletionItemInsertTextRule.InsertAsSnippet,
    detail: snippet.description ?? text.editor.builtIn.snippet,
    documentation: snippet.body.replaceAll(/\$\{\d+:([^{}]*)\}|\$\{?\d+\}?/g, "$1"),
    // After what the language itself offers for the same letters.
    sortText: `~${prefix}`,
    range,
  };
}

function typedWord(model: editor.ITextModel, position: Position): IRange {
  const { startColumn, endColumn } = model.getWordUntilPosition(position);
  const line = position.lineNumber;
  return { startLineNumber: line, endLineNumber: line, startColumn, endColumn };
}
