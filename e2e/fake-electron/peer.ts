// Calls between the test, which owns the pages, and the process that runs the built shell.

/** What the shell's process asks of the test: Electron's window system. */
export interface PageSide {
  openWindow(window: number, options: WindowOptions): Promise<void>;
  load(window: number, url: string): Promise<void>;
  send(window: number, channel: string, args: unknown[]): Promise<void>;
  note(fact: ShellFact): Promise<void>;
}

/** What the test asks of the shell's process: what Electron itself would. */
export interface ShellSide {
  /** The answer of the scheme's handler, headers as pairs. */
  serve(request: { url: string; method: string }): Promise<ServedAnswer>;
  ipcSend(from: IpcSender, channel: string, args: unknown[]): Promise<void>;
  ipcInvoke(from: IpcSender, channel: string, args: unknown[]): Promise<unknown>;
  /** Whether the navigation may go on. */
  willNavigate(window: number, url: string, isMainFrame: boolean): Promise<boolean>;
  didStartNavigation(window: number): Promise<void>;
  windowOpen(window: number, url: string): Promise<void>;
  windowClosed(window: number): Promise<void>;
  permission(ask: PermissionAsk): Promise<{ checked: boolean; requested: boolean }>;
  hostPid(): Promise<number>;
  quit(): Promise<void>;
}

export interface WindowOptions {
  readonly partition: string | null;
  /** Source of the preload; null when the window has none. */
  readonly preload: string | null;
  readonly webPreferences: Readonly<Record<string, unknown>>;
}

export type ShellFact =
  | { readonly kind: "external"; readonly url: string }
  | { readonly kind: "notification"; readonly title: string; readonly body: string }
  | { readonly kind: "menu"; readonly roles: readonly (string | undefined)[] }
  | { readonly kind: "ready"; readonly sandboxed: boolean; readonly schemes: readonly string[] };

export interface ServedAnswer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array;
}

export interface FrameInfo {
  readonly url: string;
  readonly parent: FrameInfo | null;
}

export interface IpcSender {
  readonly window: number;
  readonly frame: FrameInfo | null;
}

export interface PermissionAsk {
  readonly partition: string | null;
  readonly permission: string;
  readonly url: string;
  readonly isMainFrame: boolean;
}

/** A process or a child process: both send and receive structured clones. */
export interface MessageEnd {
  send?(message: Message, handle: undefined, options: undefined, sent: () => void): unknown;
  on(event: "message", listener: (message: Message) => void): unknown;
  readonly connected?: boolean;
}

export interface Message {
  readonly call?: number;
  readonly answerTo?: number;
  readonly method?: string;
  readonly args?: unknown[];
  readonly value?: unknown;
  readonly error?: string;
}

type Handler = (...args: unknown[]) => Promise<unknown>;
type Side<T> = { [K in keyof T]: (...args: never[]) => Promise<unknown> };

/** Serves `local` to the other end and returns the other end's methods. */
export function connectPeer<Local extends Side<Local>, Remote extends Side<Remote>>(
  end: MessageEnd,
  local: Local,
): Remote {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let lastCall = 0;
  const post = (message: Message): void => {
    // An end that is just leaving takes no more messages; nobody waits for an answer then.
    if (end.connected === true) end.send?.(message, undefined, undefined, () => undefined);
  };

  async function serve({ call, method, args = [] }: Message): Promise<void> {
    try {
      const handler = local[method as keyof Local] as unknown as Handler;
      post({ answerTo: call ?? 0, value: await handler(...args) });
    } catch (error) {
      post({ answerTo: call ?? 0, error: error instanceof Error ? error.message : String(error) });
    }
  }

  end.on("message", (message) => {
    if (message.answerTo === undefined) {
      void serve(message);
      return;
    }
    const answer = waiting.get(message.answerTo);
    waiting.delete(message.answerTo);
    if (message.error === undefined) answer?.resolve(message.value);
    else answer?.reject(new Error(message.error));
  });

  const call = (method: string, args: unknown[]): Promise<unknown> => {
    lastCall += 1;
    const answer = Promise.withResolvers<unknown>();
    waiting.set(lastCall, answer);
    post({ call: lastCall, method, args });
    return answer.promise;
  };
  return new Proxy({} as Remote, {
    get: (_target, method) =>
      typeof method === "string" && method !== "then"
        ? (...args: unknown[]) => call(method, args)
        : undefined,
  });
}
