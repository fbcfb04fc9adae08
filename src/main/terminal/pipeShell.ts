import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { LineInput } from "./lineInput.ts";
import type { ShellStart } from "./protocol.ts";
import { END_MS, type Shell, type ShellEvents } from "./shell.ts";

/**
 * A shell behind plain pipes, where no pseudo terminal can be had. Commands and their output
 * work; programs that draw on the whole screen, job control and colours do not, and it says so.
 */
export function startPipeShell(start: ShellStart, events: ShellEvents): Shell {
  const isWindows = process.platform === "win32";
  const child = spawn(start.file, isWindows ? [] : ["-i"], {
    cwd: start.folder,
    env: { ...start.env, TERM: "dumb" },
    stdio: ["pipe", "pipe", "pipe"],
    // A group of its own, which can be interrupted and ended as a whole.
    detached: !isWindows,
    windowsHide: true,
  });
  events.onData(NOTE);
  follow(child, events);
  const input = new LineInput({
    echo: events.onData,
    send: (line) => child.stdin.write(line),
    interrupt: () => signalGroup(child, "SIGINT"),
    finish: () => child.stdin.end(),
  });
  return {
    device: "pipe",
    write: (data) => input.type(data),
    resize: () => undefined,
    setPaused: (paused) => {
      for (const stream of [child.stdout, child.stderr]) {
        if (paused) stream.pause();
        else stream.resume();
      }
    },
    foreground: async () => ({ program: path.basename(start.file), busy: false }),
    end: () => endGroup(child),
  };
}

const NOTE =
  "\u001b[33mNo pseudo terminal could be opened on this machine, so this is a plain one:\r\n" +
  "commands work, programs that fill the screen do not.\u001b[0m\r\n";

function follow(child: ChildProcess, { onData, onEnd }: ShellEvents): void {
  let isOver = false;
  const end = (code: number | null): void => {
    if (!isOver) onEnd(code);
    isOver = true;
  };
  const show = (text: string): void => onData(text.replaceAll(/\r?\n/g, "\r\n"));
  child.stdout?.setEncoding("utf8").on("data", show);
  child.stderr?.setEncoding("utf8").on("data", show);
  // What is typed while the shell goes away has nowhere to go; its end says so.
  child.stdin?.on("error", () => undefined);
  child.once("error", (error) => {
    onData(`${error.message}\r\n`);
    end(null);
  });
  child.once("close", (code) => end(code));
}

function endGroup(child: ChildProcess): void {
  for (const stream of [child.stdout, child.stderr]) stream?.resume();
  signalGroup(child, "SIGHUP");
  setTimeout(() => {
    if (child.exitCode === null && child.signalCode === null) signalGroup(child, "SIGKILL");
  }, END_MS).unref();
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === "win32") child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // It has ended, which is what was asked for.
  }
}
