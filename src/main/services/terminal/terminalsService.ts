import { randomUUID } from "node:crypto";
import path from "node:path";
import type { AppId } from "../../../common/apps/appId.ts";
import { Emitter, type Watched } from "../../../common/base/event.ts";
import type { Log } from "../../../common/base/log.ts";
import { problem } from "../../../common/contracts/problem.ts";
import {
  TerminalId,
  type TerminalInfo,
  type TerminalReading,
  type Terminals,
  type TerminalSize,
} from "../../../common/contracts/terminal.ts";
import type { FromShells, ShellHost, ShellStart } from "../../terminal/protocol.ts";
import { Terminal } from "./terminal.ts";

export interface TerminalsOptions {
  readonly host: ShellHost;
  /** @throws `not-found` when there is no such app. */
  readonly appOf: (appId: AppId) => { readonly folder: string; readonly trusted: boolean };
  /** The person's shell with the environment it gets. */
  readonly shell: (folder: string) => Pick<ShellStart, "file" | "args" | "env">;
  readonly now: () => number;
  readonly log: Log;
}

/** More than a person can mean; a page gone wild must not fill the machine with shells. */
const MAX_PER_APP = 20;

/** The terminals of all apps. They end with Studio, or when their app is closed. */
export class TerminalsService implements Terminals, Disposable {
  readonly #options: TerminalsOptions;
  readonly #terminals = new Map<TerminalId, Terminal>();
  readonly #lists = new Map<AppId, readonly TerminalInfo[]>();
  readonly #changed = new Emitter<AppId>();
  readonly #stops: readonly (() => void)[];

  constructor(options: TerminalsOptions) {
    this.#options = options;
    this.#stops = [
      options.host.onMessage((message) => this.#take(message)),
      options.host.onDied(({ reason }) => this.#allEnded(reason)),
    ];
  }

  watch(appId: AppId): Watched<readonly TerminalInfo[]> {
    const value = (): readonly TerminalInfo[] => this.#lists.get(appId) ?? NONE;
    return {
      get value() {
        return value();
      },
      onChange: (listener) =>
        this.#changed.on((changed) => {
          if (changed === appId) listener(value());
        }),
    };
  }

  open(appId: AppId, size: TerminalSize): TerminalId {
    const { host, appOf, shell, now, log } = this.#options;
    const { folder, trusted } = appOf(appId);
    if (!trusted) throw untrusted();
    if ((this.#lists.get(appId)?.length ?? 0) >= MAX_PER_APP) throw tooMany();
    const id = TerminalId.parse(randomUUID());
    const started = shell(folder);
    const program = path.basename(started.file).replace(/\.exe$/i, "");
    this.#terminals.set(id, new Terminal({ id, appId, program, host, now }));
    host.send({ type: "start", id, folder, size, ...started });
    log.info("terminal opened", { appId, shell: started.file });
    this.#refresh(appId);
    return id;
  }

  read(id: TerminalId, reader: string, offset: number | null): TerminalReading {
    return this.#get(id).readers.read(reader, offset);
  }

  acknowledge(id: TerminalId, reader: string, offset: number): void {
    this.#terminals.get(id)?.readers.acknowledge(reader, offset);
  }

  write(id: TerminalId, data: string): void {
    this.#get(id);
    this.#options.host.send({ type: "write", id, data });
  }

  resize(id: TerminalId, size: TerminalSize): void {
    this.#get(id);
    this.#options.host.send({ type: "resize", id, size });
  }

  rename(id: TerminalId, name: string): void {
    const terminal = this.#get(id);
    terminal.rename(name);
    this.#refresh(terminal.appId);
  }

  clear(id: TerminalId): void {
    this.#get(id).scrollback.clear();
  }

  close(id: TerminalId): void {
    const terminal = this.#terminals.get(id);
    if (terminal === undefined) return;
    this.#options.host.send({ type: "end", id });
    this.#forget(terminal);
  }

  /** Ends all terminals of an app that is closed. */
  closeAll(appId: AppId): void {
    for (const { id } of this.#lists.get(appId) ?? NONE) this.close(id);
  }

  [Symbol.dispose](): void {
    for (const stop of this.#stops) stop();
    for (const terminal of this.#terminals.values()) terminal[Symbol.dispose]();
    this.#terminals.clear();
  }

  #take(message: FromShells): void {
    const id = TerminalId.safeParse(message.id).data;
    const terminal = id === undefined ? undefined : this.#terminals.get(id);
    // What a closed terminal still says is of no interest.
    if (terminal === undefined || !terminal.take(message)) return;
    if (terminal.isOver) this.#forget(terminal);
    else this.#refresh(terminal.appId);
  }

  #allEnded(details: string): void {
    const apps = new Set<AppId>();
    for (const terminal of this.#terminals.values()) {
      if (terminal.info.state.kind === "ended") continue;
      terminal.end(null, { ...PROCESS_GONE, details });
      apps.add(terminal.appId);
    }
    for (const appId of apps) this.#refresh(appId);
  }

  #forget(terminal: Terminal): void {
    this.#terminals.delete(terminal.info.id);
    terminal[Symbol.dispose]();
    this.#refresh(terminal.appId);
  }

  #refresh(appId: AppId): void {
    const own = [...this.#terminals.values()].filter((terminal) => terminal.appId === appId);
    if (own.length === 0) this.#lists.delete(appId);
    else
      this.#lists.set(
        appId,
        own.map(({ info }) => info),
      );
    this.#changed.fire(appId);
  }

  #get(id: TerminalId): Terminal {
    const terminal = this.#terminals.get(id);
    if (terminal === undefined) {
      throw problem("not-found", "This terminal has ended.", { next: "Open another one." });
    }
    return terminal;
  }
}

const NONE: readonly TerminalInfo[] = [];

const PROCESS_GONE = {
  code: "process-down",
  message: "The process that runs the terminals ended, and what ran in this one with it.",
  next: "Open another terminal.",
} as const;

function untrusted(): Error {
  return problem("not-trusted", "A terminal can run what lies in this folder.", {
    next: "Trust the folder first.",
  });
}

function tooMany(): Error {
  return problem("too-large", `This app has ${MAX_PER_APP} terminals open.`, {
    next: "Close one of them first.",
  });
}
