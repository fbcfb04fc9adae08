import type { AppId } from "../../../common/apps/appId.ts";
import type { Problem } from "../../../common/contracts/problem.ts";
import type { TerminalId, TerminalInfo } from "../../../common/contracts/terminal.ts";
import type { FromShells, ShellHost } from "../../terminal/protocol.ts";
import { Readers } from "./readers.ts";
import { Scrollback } from "./scrollback.ts";

interface TerminalOptions {
  readonly id: TerminalId;
  readonly appId: AppId;
  /** What the tab says until something else runs. */
  readonly program: string;
  readonly host: ShellHost;
  readonly now: () => number;
}

/** A shell that ends sooner than this did not get to where a person could have ended it. */
const SHORT_LIFE_MS = 2000;

/** One terminal: what it is, what it wrote and who reads it. */
export class Terminal implements Disposable {
  readonly appId: AppId;
  readonly scrollback = new Scrollback();
  readonly readers: Readers;
  readonly #startedAt: number;
  readonly #now: () => number;
  #info: TerminalInfo;

  constructor({ id, appId, program, host, now }: TerminalOptions) {
    this.appId = appId;
    this.#now = now;
    this.#startedAt = now();
    this.readers = new Readers(
      this.scrollback,
      (held) => host.send({ type: "hold", id, held }),
      now,
    );
    this.#info = {
      id,
      name: null,
      program,
      busy: false,
      device: null,
      state: { kind: "starting" },
    };
  }

  get info(): TerminalInfo {
    return this.#info;
  }

  /** Its shell ended in the usual way, as after `exit`: there is nothing left to see. */
  get isOver(): boolean {
    const { state } = this.#info;
    if (state.kind !== "ended" || state.problem !== null) return false;
    return this.#now() - this.#startedAt > SHORT_LIFE_MS || state.code === 0;
  }

  rename(name: string): void {
    this.#change({ name: name === "" ? null : name });
  }

  /** Takes what its shell says. True when its info changed. */
  take(message: FromShells): boolean {
    const before = this.#info;
    if (message.type === "output") {
      this.scrollback.append(message.data);
      this.readers.written();
    } else if (message.type === "started") {
      this.#change({ device: message.device, state: { kind: "running" } });
    } else if (message.type === "program") {
      this.#change({ program: message.program, busy: message.busy });
    } else {
      this.end(message.code, message.reason === null ? null : notStarted(message.reason));
    }
    return this.#info !== before;
  }

  end(code: number | null, problem: Problem | null): void {
    this.#change({ busy: false, state: { kind: "ended", code, problem } });
  }

  [Symbol.dispose](): void {
    this.readers[Symbol.dispose]();
  }

  #change(change: Partial<TerminalInfo>): void {
    this.#info = { ...this.#info, ...change };
  }
}

function notStarted(details: string): Problem {
  return {
    code: "process-down",
    message: "The shell could not be started.",
    next: "Open another terminal, or look at the details.",
    details,
  };
}
