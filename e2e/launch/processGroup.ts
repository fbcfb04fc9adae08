import { setTimeout as delay } from "node:timers/promises";

const GONE_WITHIN_MS = 5_000;
const started = new Set<number>();

// A runner that is cut short still leaves nothing behind.
process.on("exit", () => {
  for (const leader of started) signalGroup(leader, "SIGKILL");
});

/** A process that was started `detached` leads a group: everything it starts is in it. */
export function trackGroup(leader: number): void {
  started.add(leader);
}

/** Fails when something that a stopped Studio started is still there; ends it then. */
export async function expectGroupGone(leader: number): Promise<void> {
  started.delete(leader);
  const deadline = Date.now() + GONE_WITHIN_MS;
  while (signalGroup(leader, 0)) {
    if (Date.now() > deadline) {
      signalGroup(leader, "SIGKILL");
      throw new Error("Studio has ended and left processes of its own behind");
    }
    await delay(50);
  }
}

/** False when nothing is left of the group. */
function signalGroup(leader: number, signal: NodeJS.Signals | 0): boolean {
  // Windows knows no groups; there the operating system's job ends the children.
  if (process.platform === "win32") return false;
  try {
    process.kill(-leader, signal);
    return true;
  } catch {
    return false;
  }
}
