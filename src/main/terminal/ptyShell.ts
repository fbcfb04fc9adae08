import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import type { IPty, spawn as spawnPty } from "@lydell/node-pty";
import type { ShellStart } from "./protocol.ts";
import { END_MS, type Shell, type ShellEvents } from "./shell.ts";

export type SpawnPty = typeof spawnPty;

/** A shell in a pseudo terminal: job control, full-screen programs, colours. */
export function startPtyShell(spawn: SpawnPty, start: ShellStart, events: ShellEvents): Shell {
  const pty = spawn(start.file, [...start.args], {
    name: "xterm-256color",
    cols: start.size.columns,
    rows: start.size.rows,
    cwd: start.folder,
    env: { ...start.env },
  });
  let ended = false;
  pty.onData(events.onData);
  pty.onExit(({ exitCode, signal }) => {
    ended = true;
    events.onEnd((signal ?? 0) === 0 ? exitCode : null);
  });
  /** Node-pty throws where the shell ended a moment ago, and its end is told anyway. */
  const whileAlive = (act: () => void): void => {
    if (!ended) act();
  };
  return {
    device: "pty",
    write: (data) => whileAlive(() => pty.write(data)),
    resize: ({ columns, rows }) => whileAlive(() => pty.resize(columns, rows)),
    setPaused: (paused) => whileAlive(() => (paused ? pty.pause() : pty.resume())),
    foreground: () => foreground(pty, path.basename(start.file)),
    end: () => whileAlive(() => endPty(pty, () => ended)),
  };
}

function endPty(pty: IPty, hasEnded: () => boolean): void {
  // A paused terminal would not notice that its shell has gone.
  pty.resume();
  pty.kill();
  if (process.platform === "win32") return;
  setTimeout(() => {
    if (!hasEnded()) pty.kill("SIGKILL");
  }, END_MS).unref();
}

async function foreground(
  pty: IPty,
  shell: string,
): Promise<{ readonly program: string; readonly busy: boolean }> {
  // On Windows the library has no answer but the terminal's own name.
  const program = process.platform === "win32" ? shell : path.basename(pty.process) || shell;
  return { program, busy: await isBehindAnother(pty.pid, program !== shell) };
}

const run = promisify(execFile);

/** Whether the terminal's foreground belongs to another process group than the shell's. */
async function isBehindAnother(shellPid: number, guess: boolean): Promise<boolean> {
  try {
    if (process.platform === "linux") {
      const stat = await readFile(`/proc/${shellPid}/stat`, "utf8");
      // Behind the name, which may hold spaces: state, parent, group, session, tty, foreground.
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      return fields[2] !== fields[5];
    }
    if (process.platform === "darwin") {
      const { stdout } = await run("/bin/ps", ["-o", "stat=", "-p", String(shellPid)]);
      return !stdout.includes("+");
    }
    return guess;
  } catch {
    // The shell ended meanwhile: nothing runs in it.
    return false;
  }
}
