import { editor } from "monaco-editor/editor";
import {
  EditorExtensionsRegistry,
  type RegisteredAction,
} from "monaco-editor/editor/browser/editorExtensions";
import {
  KeybindingsRegistry,
  type RegisteredKey,
} from "monaco-editor/platform/keybinding/common/keybindingsRegistry";
import { useEditorIntents } from "../../../client/editorIntents.ts";
import { useSettings } from "../../../client/facts.ts";
import { text } from "../../../messages/text.ts";
import { addCommands, type Command } from "../../../ui/commands.ts";
import type { KeyOverrides } from "../../../ui/keybinding.ts";
import { keyText } from "./actionsKeys.ts";

/** Studio has these itself, or they are for those who develop Monaco. */
const LEFT_OUT =
  /quickCommand|quickOutline|gotoLine$|toggleHighContrast|inspectTokens|forceRetokenize|standaloneQuick|inlineSuggest|inlineEdit|inlineCompletion|[Cc]hat|debug|dropIntoEditor|accessib/;

/** What Monaco can do without counting it among its actions. */
const PLAIN: readonly (readonly [string, keyof typeof text.editor.builtIn.plain])[] = [
  ["undo", "undo"],
  ["redo", "redo"],
  ["editor.action.selectAll", "selectAll"],
  ["cursorUndo", "cursorUndo"],
  ["deleteAllLeft", "deleteAllLeft"],
  ["deleteAllRight", "deleteAllRight"],
];

const words = text.editor.builtIn;
const hasFile = (): boolean => useEditorIntents.getState().active !== null;

/**
 * Makes all that Monaco can do a command of Studio, with the key it has in VS Code, and takes
 * those keys away from Monaco that the person changed. Until the returned function is called.
 */
export function followActions(): () => void {
  const commands = builtInCommands();
  const ids = new Set(commands.map(({ id }) => id));
  const removeCommands = addCommands(commands);
  let removals = removeKeys(ids, overrides());
  const stop = useSettings.subscribe(({ value }, before) => {
    if (value?.keybindings === before.value?.keybindings) return;
    removals.dispose();
    removals = removeKeys(ids, overrides());
  });
  return () => {
    stop();
    removals.dispose();
    removeCommands();
  };
}

const overrides = (): KeyOverrides => useSettings.getState().value?.keybindings ?? {};

/** Monaco takes a command's default keys away for a rule that names it with a minus. */
function removeKeys(ids: ReadonlySet<string>, changed: KeyOverrides) {
  const rules = Object.keys(changed)
    .filter((id) => ids.has(id))
    .map((id) => ({ keybinding: 0, command: `-${id}` }));
  return editor.addKeybindingRules(rules);
}

function builtInCommands(): readonly Command[] {
  const keys = defaultKeys();
  const actions = [...EditorExtensionsRegistry.getEditorActions()]
    .filter(({ id, label }) => label !== "" && !LEFT_OUT.test(id))
    .map((action) => commandOf(action, keys.get(action.id)));
  const plain = PLAIN.map(([id, word]) =>
    commandOf({ id, label: words.plain[word], precondition: undefined }, keys.get(id)),
  );
  return [...actions, ...plain];
}

function commandOf(action: RegisteredAction, key: DefaultKey | undefined): Command {
  const { id, label, precondition } = action;
  const context = key?.when ?? precondition?.serialize();
  return {
    id,
    title: label,
    category: words.category,
    ...(key === undefined ? {} : { key: key.keys }),
    context: context === undefined ? words.inEditor : `${words.inEditor}: ${context}`,
    when: hasFile,
    hasFocus: () => textFocus() !== null,
    run: () => run(id),
  };
}

interface DefaultKey {
  readonly keys: string;
  readonly when: string | undefined;
}

/** The first key of each command: Monaco's own order is by weight, secondary keys below zero. */
function defaultKeys(): ReadonlyMap<string, DefaultKey> {
  const mac = /mac/i.test(navigator.platform);
  const found = new Map<string, DefaultKey>();
  for (const key of KeybindingsRegistry.getDefaultKeybindings()) {
    if (key.command === null || key.weight2 < 0) continue;
    const keys = keyText(chordsOf(key), mac);
    if (keys !== undefined) found.set(key.command, { keys, when: key.when?.serialize() });
  }
  return found;
}

const chordsOf = ({ keybinding }: RegisteredKey) => keybinding?.chords ?? [];

/** The editor whose text has the keyboard; null when none has. */
function textFocus(): editor.ICodeEditor | null {
  return editor.getEditors().find((each) => each.hasTextFocus()) ?? null;
}

/** Runs it where the keyboard is, else in the editor that had it last. */
function run(id: string): void {
  const target = textFocus() ?? lastFocused();
  if (target === undefined) return;
  target.focus();
  target.trigger("command", id, null);
}

let last: WeakRef<editor.ICodeEditor> | undefined;

function lastFocused(): editor.ICodeEditor | undefined {
  const known = last?.deref();
  const mounted = editor.getEditors().filter((each) => each.getModel() !== null);
  return known !== undefined && mounted.includes(known) ? known : mounted[0];
}

/** Remembers where the keyboard was: a palette takes it away before it runs anything. */
export function followTextFocus(): () => void {
  const listening = editor.onDidCreateEditor((made) => {
    made.onDidFocusEditorText(() => {
      last = new WeakRef(made);
    });
  });
  return () => listening.dispose();
}
