import type { ScriptVersion, VersionChanges } from "../../common/apps/edgeWire.ts";

/** Pushed by the control process at each upload, and whole after a restart of this process. */
const versions = new Map<string, ScriptVersion>();

export function versionOf(key: string): ScriptVersion | undefined {
  return versions.get(key);
}

export function changeVersions(changes: VersionChanges): void {
  for (const [key, version] of Object.entries(changes)) {
    if (version === null) versions.delete(key);
    else versions.set(key, version);
  }
}
