// What Monaco knows of its own actions and keys is in its modules, but not in its types.
declare module "monaco-editor/editor/browser/editorExtensions" {
  interface Expression {
    serialize(): string;
  }
  export interface RegisteredAction {
    readonly id: string;
    readonly label: string;
    readonly precondition: Expression | undefined;
  }
  export const EditorExtensionsRegistry: {
    getEditorActions(): Iterable<RegisteredAction>;
  };
}

declare module "monaco-editor/platform/keybinding/common/keybindingsRegistry" {
  export interface RegisteredPress {
    readonly ctrlKey: boolean;
    readonly shiftKey: boolean;
    readonly altKey: boolean;
    readonly metaKey: boolean;
    readonly keyCode: number;
  }
  export interface RegisteredKey {
    readonly keybinding: { readonly chords: readonly Partial<RegisteredPress>[] } | null;
    readonly command: string | null;
    readonly when: { serialize(): string } | null | undefined;
    readonly weight2: number;
  }
  export const KeybindingsRegistry: { getDefaultKeybindings(): readonly RegisteredKey[] };
}
