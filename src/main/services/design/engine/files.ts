import type { Source } from "./source.ts";

/** The app's modules, parsed; unsaved texts stand for the files on disk. */
export interface Files {
  /** Null when it is not there, is no module, or has syntax errors. */
  source(path: string): Source | null;
  /** The module of the app that another one imports; null for packages and what is no module. */
  imported(from: string, specifier: string): Source | null;
  /** Whether a text is a module without syntax errors. */
  parses(path: string, text: string): boolean;
  /** How a module names a file of the app in an import. */
  specifier(from: string, file: string): string;
}
