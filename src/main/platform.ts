import { problem } from "../common/contracts/problem.ts";
import {
  type HostToShell,
  type ShellPort,
  type ShellRequest,
  ShellToHost,
} from "../common/contracts/shellPipe.ts";

/** The only things the host may ask of the shell it runs in. Everything else is plain Node. */
export interface Platform {
  readonly kind: "electron" | "browser";
  /** Opens an address in the person's browser. The shell refuses all but https and previews. */
  openExternal(url: string): Promise<void>;
  /** The system's folder dialog; null when the person cancelled or the shell has none. */
  pickFolder(): Promise<string | null>;
  /** Shows a file or folder in the system's file manager. */
  revealFile(absolute: string): Promise<void>;
  /** Moves to the system's trash, which gives nothing back to a program. */
  moveToTrash(absolute: string): Promise<void>;
  /** Lets the window frame the previews of that domain too; null allows the local ones only. */
  allowPreviews(domain: string | null): Promise<void>;
  /** A notification of the desktop. In a browser tab the list of notices is all there is. */
  notify(title: string, body: string): Promise<void>;
}

/**
 * Asks the Electron shell over the port that the host shares with the pipes. It listens from its
 * first question on: a port keeps messages only until somebody listens, and the pipes that the
 * shell opens while the host starts must wait for `servePipe`.
 */
export function electronPlatform(port: ShellPort): Platform {
  const waiting = new Map<number, PromiseWithResolvers<string | null>>();
  let lastAsk = 0;

  function receive({ data }: { readonly data: unknown }): void {
    const message = ShellToHost.safeParse(data).data;
    if (message?.type !== "answer") return;
    const answer = waiting.get(message.ask);
    waiting.delete(message.ask);
    if (message.error === undefined) answer?.resolve(message.value);
    else answer?.reject(problem("internal", message.error));
  }

  function ask(request: ShellRequest): Promise<string | null> {
    if (lastAsk === 0) port.on("message", receive);
    lastAsk += 1;
    const answer = Promise.withResolvers<string | null>();
    waiting.set(lastAsk, answer);
    port.postMessage({ type: "ask", ask: lastAsk, request } satisfies HostToShell);
    return answer.promise;
  }

  return {
    kind: "electron",
    openExternal: async (url) => void (await ask({ kind: "openExternal", url })),
    pickFolder: () => ask({ kind: "pickFolder" }),
    revealFile: async (path) => void (await ask({ kind: "revealFile", path })),
    moveToTrash: async (path) => void (await ask({ kind: "moveToTrash", path })),
    allowPreviews: async (domain) => void (await ask({ kind: "allowPreviews", domain })),
    notify: async (title, body) => void (await ask({ kind: "notify", title, body })),
  };
}

/**
 * The person sits at a browser, perhaps on another machine: the tab itself opens links and picks
 * folders by the host's listing, and reads notices from their stream.
 */
export const browserPlatform: Platform = {
  kind: "browser",
  openExternal: async (url) => {
    throw problem("invalid-input", "Studio runs in a browser tab and cannot open another one.", {
      next: `Open ${url} yourself.`,
    });
  },
  pickFolder: async () => null,
  revealFile: async () => {
    throw problem("invalid-input", "A browser tab cannot show the system's file manager.");
  },
  moveToTrash: async () => {
    throw problem("invalid-input", "A browser tab cannot reach the system's trash.");
  },
  // The host's own server tells the page, with each page that it sends.
  allowPreviews: async () => undefined,
  notify: async () => undefined,
};
