import { create } from "zustand";

/** A text that is edited with the code editor's means, outside the editor's tabs. */
export interface CodeField extends Disposable {
  readonly text: () => string;
  /** As one undoable edit. */
  readonly replace: (text: string) => void;
  readonly focus: () => void;
}

export interface CodeFieldOptions {
  /** Read out as the name of the field. */
  readonly label: string;
  readonly text: string;
  /** Tells fields apart, `user/settings.json`; its name decides the language. */
  readonly path: string;
  /** JSON schema for completion and validation; null has none. */
  readonly schema: Readonly<Record<string, unknown>> | null;
  readonly onEdit: (text: string) => void;
}

type OpenCodeField = (host: HTMLElement, options: CodeFieldOptions) => Promise<CodeField>;

/** Where a feature that needs such a field meets the one that has the editor. */
export const useCodeFields = create<{ readonly open: OpenCodeField | null }>(() => ({
  open: null,
}));

/** Answers requests for fields until the returned function is called. */
export function provideCodeFields(open: OpenCodeField): () => void {
  useCodeFields.setState({ open });
  return () => useCodeFields.setState({ open: null });
}
