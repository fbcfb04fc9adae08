// What Monaco lets nobody but its first caller replace is in its modules, but not in its types.
declare module "monaco-editor/editor/standalone/browser/standaloneServices" {
  export const StandaloneServices: {
    /** Only the first call has an effect; it has to come before anything else of Monaco is used. */
    initialize(overrides: Readonly<Record<string, object>>): unknown;
  };
}
