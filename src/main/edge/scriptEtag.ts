import type { ScriptDraft, ScriptModule } from "./scriptRecord.ts";
import type { SecretBox } from "./secretBox.ts";

/**
 * The same for the same code, bindings and runtime settings, so that uploading a script again
 * unchanged keeps its isolate. Keyed, because the secrets are in it.
 */
export function scriptEtag(
  box: SecretBox,
  draft: ScriptDraft,
  modules: readonly (ScriptModule & { readonly sha256: string })[],
): string {
  const byName = (a: { readonly name: string }, b: { readonly name: string }) =>
    a.name < b.name ? -1 : 1;
  const facts = [
    modules.toSorted(byName).map(({ name, type, sha256 }) => [name, type, sha256]),
    draft.bindings.toSorted(byName),
    draft.mainModule,
    draft.compatibilityDate,
    draft.compatibilityFlags,
  ];
  return box.fingerprint(JSON.stringify(facts));
}
