import type { FromShells, ToShells } from "./protocol.ts";
import type { SpawnPty } from "./ptyShell.ts";
import { END_MS } from "./shell.ts";
import { ShellSet } from "./shellSet.ts";

/** The process that holds the pseudo terminals. It ends with the host. */
const [ptyPackage = "@lydell/node-pty"] = process.argv.slice(2);

const loading = loadPty(ptyPackage).then((spawnPty) => new ShellSet(spawnPty, send));

process.on(
  "message",
  (message: ToShells) => void loading.then((shells) => shells.receive(message)),
);
// The host has ended, or wants this process to.
process.on("disconnect", () => void loading.then(endWith));

/** Null where the package has no binary for this machine, or it does not load. */
async function loadPty(name: string): Promise<SpawnPty | null> {
  try {
    const { default: pty } = (await import(name)) as { default: { spawn: SpawnPty } };
    return pty.spawn;
  } catch {
    return null;
  }
}

function send(message: FromShells, taken: () => void): void {
  if (process.connected) process.send?.(message, undefined, undefined, taken);
}

function endWith(shells: ShellSet): void {
  shells.endAll();
  setInterval(() => {
    if (shells.isEmpty) process.exit(0);
  }, POLL_MS);
  setTimeout(() => process.exit(0), END_MS + GRACE_MS);
}

const POLL_MS = 20;
const GRACE_MS = 500;
