import { execFileSync } from "node:child_process";
import { access, mkdtemp, realpath, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { eventually } from "../../../../tools/test/eventually.ts";
import { AppId } from "../../../common/apps/appId.ts";
import { must } from "../../../common/base/assert.ts";
import { silentLog } from "../../../common/base/log.ts";
import { toProblem } from "../../../common/contracts/problem.ts";
import type { TerminalId, TerminalInfo } from "../../../common/contracts/terminal.ts";
import { ShellProcess } from "../../terminal/shellProcess.ts";
import { TerminalsService } from "./terminalsService.ts";

const APP = AppId.parse("termin");
const SIZE = { columns: 80, rows: 24 };
let folder: string;
let host: ShellProcess;
let terminals: TerminalsService;
let trusted: boolean;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(path.join(os.tmpdir(), "studio-terminal-")));
  trusted = true;
  start();
});

afterEach(async () => {
  terminals[Symbol.dispose]();
  await host[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

function start(ptyPackage?: string): void {
  host = new ShellProcess({
    nodeBinary: process.execPath,
    entry: path.resolve(import.meta.dirname, "../../terminal/entry.ts"),
    log: silentLog,
    ...(ptyPackage === undefined ? {} : { ptyPackage }),
  });
  terminals = new TerminalsService({
    host,
    appOf: () => ({ folder, trusted }),
    shell: () => ({
      file: "/bin/sh",
      args: [],
      env: { PATH: process.env["PATH"] ?? "", PS1: "$ ", HOME: folder },
    }),
    now: Date.now,
    log: silentLog,
  });
}

/** A page: draws what it is sent and acknowledges it, unless it is told not to. */
class Page implements Disposable {
  drawn = "";
  offset = 0;
  resets = 0;
  acknowledges = true;
  readonly id: TerminalId;
  readonly name: string;
  readonly #reading;
  readonly #stop: () => void;

  constructor(id: TerminalId, name: string, from: number | null = null) {
    this.id = id;
    this.name = name;
    this.#reading = terminals.read(id, name, from);
    this.#stop = this.#reading.onMore(() => this.take());
    this.take();
  }

  take(): void {
    for (let piece = this.#reading.next(); piece !== null; piece = this.#reading.next()) {
      if (piece.output.reset) {
        this.drawn = "";
        this.resets += 1;
      }
      this.drawn += piece.output.data;
      this.offset = piece.offset;
    }
    if (this.acknowledges) terminals.acknowledge(this.id, this.name, this.offset);
  }

  [Symbol.dispose](): void {
    this.#stop();
    this.#reading[Symbol.dispose]();
  }
}

const run = (id: TerminalId, line: string): void => terminals.write(id, `${line}\r`);
const infos = (): readonly TerminalInfo[] => terminals.watch(APP).value;

test("a command runs in the app's folder, in a terminal of the size asked for", async () => {
  const id = terminals.open(APP, SIZE);
  using page = new Page(id, "page");
  run(id, "pwd; stty size");
  await eventually(() => expect(page.drawn).toContain(`${folder}\r\n24 80\r\n`));
  terminals.resize(id, { columns: 100, rows: 30 });
  run(id, "stty size");
  await eventually(() => expect(page.drawn).toContain("30 100\r\n"));
});

test("a page that comes later, or again, sees what was written", async () => {
  const id = terminals.open(APP, SIZE);
  using first = new Page(id, "first");
  run(id, "echo one-$((1+1))");
  await eventually(() => expect(first.drawn).toContain("one-2\r\n"));
  using second = new Page(id, "second");
  expect(second.drawn).toBe(first.drawn);
  const { offset } = first;
  first[Symbol.dispose]();
  run(id, "echo three-$((2+2))");
  await eventually(() => expect(second.drawn).toContain("three-4\r\n"));
  using again = new Page(id, "first", offset);
  expect(again.drawn).toBe(second.drawn.slice(offset));
});

test("a program that never stops writing is made to wait for its page", async () => {
  const id = terminals.open(APP, SIZE);
  using page = new Page(id, "page");
  await eventually(() => expect(page.drawn).toContain("$ "));
  page.acknowledges = false;
  const before = page.offset;
  run(id, "yes");
  await eventually(() => expect(page.offset - before).toBeGreaterThan(200_000));
  await new Promise((resolve) => setTimeout(resolve, 400));
  const held = page.offset;
  expect(held - before).toBeLessThan(600_000);
  page.acknowledges = true;
  page.take();
  await eventually(() => expect(page.offset).toBeGreaterThan(held + 1_000_000));
  terminals.write(id, "\u0003");
  run(id, "echo still-$((3+3))");
  await eventually(() => expect(page.drawn.slice(-400)).toContain("still-6\r\n"));
});

test("a page that stopped reading does not stop the program for ever", async () => {
  const id = terminals.open(APP, SIZE);
  using page = new Page(id, "page");
  page.acknowledges = false;
  run(id, "yes | head -n 400000; touch done-here");
  await eventually(() => access(path.join(folder, "done-here")));
  page.acknowledges = true;
  page.take();
  await eventually(() => expect(page.resets).toBe(2));
  expect(page.drawn.length).toBeLessThan(700_000);
});

test("what runs in the foreground is known, and ends with its terminal", async () => {
  const id = terminals.open(APP, SIZE);
  run(id, "sleep 300");
  await eventually(() => expect(infos()).toMatchObject([{ program: "sleep", busy: true }]));
  terminals.write(id, "\u0003");
  await eventually(() => expect(infos()).toMatchObject([{ program: "sh", busy: false }]));
  run(id, "sleep 301");
  await eventually(() => expect(infos()).toMatchObject([{ busy: true }]));
  terminals.close(id);
  expect(infos()).toEqual([]);
  await eventually(() => expect(sleeping("301")).toBe(false));
});

test("a shell that the person ends leaves the list", async () => {
  const id = terminals.open(APP, SIZE);
  run(id, "exit");
  await eventually(() => expect(infos()).toEqual([]));
  expect(() => run(id, "pwd")).toThrow("This terminal has ended.");
});

test("when the process of the shells is killed it is said, and the next terminal runs", async () => {
  const id = terminals.open(APP, SIZE);
  using page = new Page(id, "page");
  run(id, "sleep 302");
  await eventually(() => expect(sleeping("302")).toBe(true));
  process.kill(must(host.pid, "the process"), "SIGKILL");
  await eventually(() =>
    expect(infos()).toMatchObject([
      { id, busy: false, state: { kind: "ended", problem: { code: "process-down" } } },
    ]),
  );
  await eventually(() => expect(sleeping("302")).toBe(false));
  expect(page.drawn).toContain("sleep 302");
  const next = terminals.open(APP, SIZE);
  using after = new Page(next, "page");
  run(next, "echo up-$((4+4))");
  await eventually(() => expect(after.drawn).toContain("up-8\r\n"));
});

test("without a pseudo terminal there is a plain one that says so", async () => {
  await host[Symbol.asyncDispose]();
  start("no-such-package");
  const id = terminals.open(APP, SIZE);
  using page = new Page(id, "page");
  await eventually(() => expect(infos()).toMatchObject([{ device: "pipe" }]));
  expect(page.drawn).toContain("No pseudo terminal could be opened");
  terminals.write(id, "echo pp\u007flain-$((5+5))\r");
  await eventually(() => expect(page.drawn).toContain("plain-10\r\n"));
  terminals.write(id, "sleep 303\r");
  await eventually(() => expect(sleeping("303")).toBe(true));
  terminals.close(id);
  await eventually(() => expect(sleeping("303")).toBe(false));
});

test("an app that is not trusted gets no terminal", () => {
  trusted = false;
  expect(problemOf(() => terminals.open(APP, SIZE))).toMatchObject({ code: "not-trusted" });
  expect(infos()).toEqual([]);
});

test("a page cannot fill the machine with shells", () => {
  for (let count = 0; count < 20; count += 1) terminals.open(APP, SIZE);
  expect(problemOf(() => terminals.open(APP, SIZE))).toMatchObject({ code: "too-large" });
  terminals.closeAll(APP);
  expect(infos()).toEqual([]);
});

test("a name is kept, and an empty one gives the program's back", () => {
  const id = terminals.open(APP, SIZE);
  terminals.rename(id, "server");
  expect(infos()).toMatchObject([{ name: "server" }]);
  terminals.rename(id, "");
  expect(infos()).toMatchObject([{ name: null }]);
});

function problemOf(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return toProblem(error);
  }
  return null;
}

/** Whether a `sleep` of so many seconds runs anywhere. */
function sleeping(seconds: string): boolean {
  const listed = execFileSync("ps", ["-eo", "args"], { encoding: "utf8" });
  return listed.split("\n").some((line) => line.trim() === `sleep ${seconds}`);
}
