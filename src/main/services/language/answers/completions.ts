import { z } from "zod";
import {
  type CompletionItem,
  type CompletionList,
  type ResolvedCompletion,
  TextRange,
} from "../../../../common/contracts/language.ts";
import { Markup, RawTextEdit, readEach, readOne } from "./shapes.ts";

const Ranges = z.union([
  z.object({ insert: TextRange, replace: TextRange }),
  TextRange.transform((range) => ({ insert: range, replace: range })),
]);

const Edit = z.union([
  z.object({ newText: z.string(), insert: TextRange, replace: TextRange }),
  z
    .object({ newText: z.string(), range: TextRange })
    .transform(({ newText, range }) => ({ newText, insert: range, replace: range })),
]);

const Item = z.object({
  label: z.string(),
  labelDetails: z
    .object({ detail: z.string().optional(), description: z.string().optional() })
    .optional(),
  kind: z.number().optional(),
  tags: z.array(z.number()).optional(),
  detail: z.string().optional(),
  documentation: Markup.optional(),
  deprecated: z.boolean().optional(),
  preselect: z.boolean().optional(),
  sortText: z.string().optional(),
  filterText: z.string().optional(),
  insertText: z.string().optional(),
  insertTextFormat: z.number().optional(),
  textEdit: Edit.optional(),
  textEditText: z.string().optional(),
  commitCharacters: z.array(z.string()).optional(),
  command: z.object({ command: z.string() }).optional(),
});

const Defaults = z.object({
  commitCharacters: z.array(z.string()).optional(),
  editRange: Ranges.optional(),
  insertTextFormat: z.number().optional(),
  data: z.unknown().optional(),
});

const List = z.object({
  isIncomplete: z.boolean().default(false),
  itemDefaults: Defaults.default({ data: undefined }),
  items: z.array(z.unknown()),
});

export interface ReadCompletions {
  readonly list: Omit<CompletionList, "id">;
  /** What the server sent of each item of the list, for when it is resolved. */
  readonly raw: readonly unknown[];
}

const DEPRECATED = 1;
const SNIPPET = 2;
const COLOR_KIND = 16;

export function readCompletions(answer: unknown): ReadCompletions | null {
  const listed = Array.isArray(answer) ? { items: answer } : answer;
  const { data } = List.safeParse(listed);
  if (data === undefined) return null;
  const { itemDefaults, isIncomplete } = data;
  const raw: unknown[] = [];
  const items: CompletionItem[] = [];
  for (const sent of data.items) {
    const item = Item.safeParse(sent).data;
    if (item === undefined) continue;
    raw.push(withDefaultData(sent, itemDefaults.data));
    items.push(toItem(item, itemDefaults.insertTextFormat));
  }
  const { editRange, commitCharacters = [] } = itemDefaults;
  const list = {
    incomplete: isIncomplete,
    insert: editRange?.insert ?? null,
    replace: editRange?.replace ?? null,
    commitCharacters,
    items,
  };
  return { list, raw };
}

function withDefaultData(sent: unknown, data: unknown): unknown {
  if (data === undefined || typeof sent !== "object" || sent === null || "data" in sent)
    return sent;
  return { ...sent, data };
}

/** Absent fields stay absent: a list has a thousand items. */
function toItem(item: z.infer<typeof Item>, defaultFormat: number | undefined): CompletionItem {
  const { labelDetails, textEdit, kind = 1 } = item;
  const isColor = kind === COLOR_KIND;
  return {
    label: item.label,
    detail: labelDetails?.detail,
    description: labelDetails?.description ?? (isColor ? undefined : item.detail),
    kind,
    sortText: item.sortText,
    filterText: item.filterText,
    insertText: textEdit?.newText ?? item.textEditText ?? item.insertText,
    insert: textEdit?.insert,
    replace: textEdit?.replace,
    preselect: item.preselect,
    color: isColor ? item.documentation : undefined,
    commitCharacters: item.commitCharacters,
    ...flagsOf(item, defaultFormat),
  };
}

function flagsOf(
  item: z.infer<typeof Item>,
  defaultFormat: number | undefined,
): Pick<CompletionItem, "snippet" | "deprecated" | "again"> {
  return {
    snippet: (item.insertTextFormat ?? defaultFormat) === SNIPPET || undefined,
    deprecated: (item.deprecated ?? item.tags?.includes(DEPRECATED)) || undefined,
    again: item.command?.command === "editor.action.triggerSuggest" || undefined,
  };
}

const Resolved = z.object({
  detail: z.string().optional(),
  documentation: Markup.optional(),
  additionalTextEdits: z.array(z.unknown()).optional(),
});

export function readResolved(answer: unknown): ResolvedCompletion {
  const resolved = readOne(Resolved, answer);
  return {
    detail: resolved?.detail ?? null,
    documentation: resolved?.documentation ?? null,
    edits: readEach(RawTextEdit, resolved?.additionalTextEdits),
  };
}
