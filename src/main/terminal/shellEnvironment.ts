import os from "node:os";
import path from "node:path";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What of Studio's own environment a terminal sees: what a shell and the tools in it need to find
 * themselves. A list of what may pass, because nobody can list all that is secret.
 */
const PASSED_ON = new Set([
  "HOME",
  "USER",
  "LOGNAME",
  "SHELL",
  "LANG",
  "LANGUAGE",
  "TZ",
  "TMPDIR",
  "TEMP",
  "TMP",
  "EDITOR",
  "VISUAL",
  "PAGER",
  "DISPLAY",
  "WAYLAND_DISPLAY",
  "XAUTHORITY",
  "DBUS_SESSION_BUS_ADDRESS",
  "SSH_AUTH_SOCK",
  "GPG_TTY",
  "COLORFGBG",
  "LS_COLORS",
  "NVM_DIR",
  "VOLTA_HOME",
  "FNM_DIR",
  "PNPM_HOME",
  "BUN_INSTALL",
  "DENO_INSTALL",
  "NODE_EXTRA_CA_CERTS",
  "SSL_CERT_FILE",
  "SSL_CERT_DIR",
  "NO_PROXY",
  "NO_COLOR",
  // Windows
  "APPDATA",
  "COMSPEC",
  "HOMEDRIVE",
  "HOMEPATH",
  "LOCALAPPDATA",
  "NUMBER_OF_PROCESSORS",
  "OS",
  "PATHEXT",
  "PROCESSOR_ARCHITECTURE",
  "PROGRAMDATA",
  "PROGRAMFILES",
  "PROGRAMFILES(X86)",
  "PSMODULEPATH",
  "PUBLIC",
  "SYSTEMDRIVE",
  "SYSTEMROOT",
  "USERDOMAIN",
  "USERNAME",
  "USERPROFILE",
  "WINDIR",
]);

const PASSED_ON_FAMILIES = /^(?:LC_|XDG_)/;

/** Proxies are passed on unless their address holds a password. */
const PROXY = /^(?:https?|all|ftp)_proxy$/i;

/** Studio's own, and what steers Electron or Node below it: never, not even when all is asked for. */
const OWN = /^(?:STUDIO_|OVERSKILL_|ELECTRON_|NODE_OPTIONS$|NODE_CHANNEL_|NODE_UNIQUE_ID$)/i;

export interface ShellEnvironmentInput {
  /** Studio's own environment. */
  readonly base: Environment;
  readonly appFolder: string;
  /** A Node for those who have none. */
  readonly nodeBinary: string;
  readonly version: string;
  /** The person asked for everything that Studio was started with. */
  readonly inheritsAll: boolean;
}

/**
 * A terminal's environment. The app's own tools and Studio's Node come last on the PATH: a package
 * that calls a program `git` or `ls` must not be run in place of the system's.
 */
export function shellEnvironment(input: ShellEnvironmentInput): Record<string, string> {
  const { base, appFolder, nodeBinary, version, inheritsAll } = input;
  const passed = Object.entries(base).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && (inheritsAll ? !OWN.test(entry[0]) : mayPass(entry[0], entry[1])),
  );
  const env = Object.fromEntries(passed);
  const pathName = Object.keys(base).find((name) => name.toUpperCase() === "PATH") ?? "PATH";
  const folders = [
    ...(base[pathName] ?? DEFAULT_PATH).split(path.delimiter),
    path.join(appFolder, "node_modules/.bin"),
    path.dirname(nodeBinary),
  ];
  return {
    ...env,
    HOME: base["HOME"] ?? os.homedir(),
    [pathName]: [...new Set(folders.filter((folder) => folder !== ""))].join(path.delimiter),
    TERM: "xterm-256color",
    COLORTERM: "truecolor",
    TERM_PROGRAM: "overskill-studio",
    TERM_PROGRAM_VERSION: version,
  };
}

const DEFAULT_PATH = "/usr/local/bin:/usr/bin:/bin";

function mayPass(name: string, value: string): boolean {
  if (PROXY.test(name)) return !value.includes("@");
  const upper = name.toUpperCase();
  return PASSED_ON.has(upper) || PASSED_ON_FAMILIES.test(upper);
}
