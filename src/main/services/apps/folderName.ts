/** Names that Windows keeps for devices, with any extension. */
const DEVICES = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/;

/** Short enough that the paths of an app's packages stay below Windows' limit of 260. */
const MAX_LENGTH = 48;

/**
 * A folder's name for an app: what is left of its name when only letters, digits, `-`, `_` and
 * `.` may stand in it, so that every operating system, shell and URL takes it as it is.
 */
export function folderName(appName: string): string {
  const plain = appName
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, "-")
    .slice(0, MAX_LENGTH)
    .replace(/^[-._]+/, "")
    .replace(/[-._]+$/, "");
  if (plain === "") return "app";
  return DEVICES.test(plain) ? `app-${plain}` : plain;
}
