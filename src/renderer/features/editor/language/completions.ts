import { type editor, type IPosition, type IRange, languages } from "monaco-editor/editor";
import {
  type CompletionItem,
  type CompletionList,
  languagesOf,
  type LanguageServerId,
} from "../../../../common/contracts/language.ts";
import { studio } from "../../../client/studio.ts";
import { mayHoldClasses } from "./classPlaces.ts";
import { toRange } from "./positions.ts";
import { about, aboutPlace, ask } from "./questions.ts";

const {
  CompletionItemInsertTextRule,
  CompletionItemKind,
  CompletionItemTag,
  CompletionTriggerKind,
} = languages;

/** The protocol's kinds, 1 to 25, as Monaco names them. */
const KINDS: readonly languages.CompletionItemKind[] = [
  CompletionItemKind.Text,
  CompletionItemKind.Text,
  CompletionItemKind.Method,
  CompletionItemKind.Function,
  CompletionItemKind.Constructor,
  CompletionItemKind.Field,
  CompletionItemKind.Variable,
  CompletionItemKind.Class,
  CompletionItemKind.Interface,
  CompletionItemKind.Module,
  CompletionItemKind.Property,
  CompletionItemKind.Unit,
  CompletionItemKind.Value,
  CompletionItemKind.Enum,
  CompletionItemKind.Keyword,
  CompletionItemKind.Snippet,
  CompletionItemKind.Color,
  CompletionItemKind.File,
  CompletionItemKind.Reference,
  CompletionItemKind.Folder,
  CompletionItemKind.EnumMember,
  CompletionItemKind.Constant,
  CompletionItemKind.Struct,
  CompletionItemKind.Event,
  CompletionItemKind.Operator,
  CompletionItemKind.TypeParameter,
];

const TRIGGERS: Readonly<Record<LanguageServerId, string[]>> = {
  typescript: [".", '"', "'", "`", "/", "@", "<", "#", " "],
  tailwind: ['"', "'", "`", " ", ".", "(", "[", "]", "!", "/", "-", ":"],
};

interface Suggestion extends languages.CompletionItem {
  /** Where the host keeps the rest of it. */
  readonly list: number;
  readonly index: number;
  readonly model: editor.ITextModel;
}

export function provideCompletions(server: LanguageServerId): void {
  languages.registerCompletionItemProvider([...languagesOf(server)], {
    triggerCharacters: TRIGGERS[server],
    provideCompletionItems: async (model, position, context, token) => {
      const character =
        context.triggerKind === CompletionTriggerKind.TriggerCharacter
          ? (context.triggerCharacter ?? null)
          : null;
      const again = context.triggerKind === CompletionTriggerKind.TriggerForIncompleteCompletions;
      // Monaco waits for every list: one that cannot have anything must not hold up the other.
      if (server === "tailwind" && !mayHoldClasses(textBefore(model, position))) return null;
      const list = await ask(aboutPlace(model, position), token, (asked) =>
        studio.language.completion.query({ ...asked, server, character, again }),
      );
      if (list === null) return null;
      const word = model.getWordUntilPosition(position);
      const { lineNumber } = position;
      const fallback = {
        startLineNumber: lineNumber,
        endLineNumber: lineNumber,
        startColumn: word.startColumn,
        endColumn: position.column,
      };
      const suggestions = toSuggestions(list, fallback, model);
      return { suggestions, incomplete: list.incomplete };
    },
    resolveCompletionItem: (item, token) => resolve(server, item, token),
  });
}

const LOOKED_BACK = 500;

function textBefore(model: editor.ITextModel, position: IPosition): string {
  const end = model.getOffsetAt(position);
  const start = model.getPositionAt(Math.max(0, end - LOOKED_BACK));
  return model.getValueInRange({
    startLineNumber: start.lineNumber,
    startColumn: start.column,
    endLineNumber: position.lineNumber,
    endColumn: position.column,
  });
}

function toSuggestions(
  list: CompletionList,
  fallback: IRange,
  model: editor.ITextModel,
): Suggestion[] {
  const insert = list.insert === null ? fallback : toRange(list.insert);
  const replace = list.replace === null ? fallback : toRange(list.replace);
  const usual = { insert, replace };
  return list.items.map((item, index) => ({
    label: labelOf(item),
    kind: KINDS[item.kind] ?? CompletionItemKind.Text,
    insertText: item.insertText ?? item.label,
    range:
      item.insert === undefined || item.replace === undefined
        ? usual
        : { insert: toRange(item.insert), replace: toRange(item.replace) },
    commitCharacters: [...(item.commitCharacters ?? list.commitCharacters)],
    ...ofPresent(item),
    list: list.id,
    index,
    model,
  }));
}

function labelOf({
  label,
  detail,
  description,
}: CompletionItem): languages.CompletionItem["label"] {
  if (detail === undefined && description === undefined) return label;
  return {
    label,
    ...(detail === undefined ? {} : { detail }),
    ...(description === undefined ? {} : { description }),
  };
}

/** What most items do not have. */
function ofPresent(item: CompletionItem): Partial<languages.CompletionItem> {
  return {
    ...(item.sortText === undefined ? {} : { sortText: item.sortText }),
    ...(item.filterText === undefined ? {} : { filterText: item.filterText }),
    ...(item.preselect === true ? { preselect: true } : {}),
    ...(item.deprecated === true ? { tags: [CompletionItemTag.Deprecated] } : {}),
    ...(item.snippet === true
      ? { insertTextRules: CompletionItemInsertTextRule.InsertAsSnippet }
      : {}),
    ...(item.color === undefined ? {} : { documentation: item.color }),
    ...(item.again === true ? { command: SUGGEST_AGAIN } : {}),
  };
}

const SUGGEST_AGAIN = { id: "editor.action.triggerSuggest", title: "" };

async function resolve(
  server: LanguageServerId,
  item: languages.CompletionItem,
  token: Parameters<NonNullable<languages.CompletionItemProvider["resolveCompletionItem"]>>[1],
): Promise<languages.CompletionItem> {
  if (!isSuggestion(item) || item.model.isDisposed()) return item;
  const asked = about(item.model);
  const { list, index } = item;
  // Of the version the list was about, which the server still knows the items of.
  const resolved = await ask(
    asked === null ? null : { ...asked, version: null },
    token,
    (question) => studio.language.resolveCompletion.query({ ...question, server, list, index }),
  );
  if (resolved === null) return item;
  const { detail, documentation, edits } = resolved;
  return {
    ...item,
    ...(detail === null ? {} : { detail }),
    ...(documentation === null ? {} : { documentation: { value: documentation } }),
    ...(edits.length === 0
      ? {}
      : { additionalTextEdits: edits.map(({ range, text }) => ({ range: toRange(range), text })) }),
  };
}

function isSuggestion(item: languages.CompletionItem): item is Suggestion {
  return "list" in item && "index" in item && "model" in item;
}
