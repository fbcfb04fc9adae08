import {
  type TRPCLink,
  TRPCClientError,
  createTRPCClient,
  createWSClient,
  wsLink,
} from "@trpc/client";
import { must } from "../../common/base/assert.ts";
import type { ShellPipe } from "../../common/contracts/shellPipe.ts";
import { Problem, toProblem as problemOfThrown } from "../../common/contracts/problem.ts";
import type { AppRouter } from "../../main/rpc/router.ts";
import { connectionLost, connectionOpened } from "./connection.ts";
import { pipeSocket } from "./pipeSocket.ts";

declare global {
  interface Window {
    /** Exposed by the preload; absent in a browser tab. */
    readonly studioPipe?: ShellPipe;
  }
}

type TerminatingLink = ReturnType<TRPCLink<AppRouter>>;

let terminating: TerminatingLink | undefined;

/** The host, typed by its router. {@link connectStudio} decides over what it is reached. */
export const studio = createTRPCClient<AppRouter>({
  links: [() => (operation) => must(terminating, "connection to the host")(operation)],
});

/** Sets how the host is reached; called once by `main.tsx`, and by tests with a router of theirs. */
export function connectStudio(link: TRPCLink<AppRouter>): void {
  terminating = link({});
}

/**
 * The link of this window: the preload's pipe in the desktop shell, else a WebSocket to where the
 * page came from. Both resume subscriptions after a break.
 */
export function windowLink(): TRPCLink<AppRouter> {
  const callbacks = {
    onOpen: connectionOpened,
    onClose: connectionLost,
    retryDelayMs: (attempt: number) => Math.min(200 * 2 ** attempt, 3000),
  };
  const pipe = window.studioPipe;
  const client = createWSClient(
    pipe === undefined
      ? { ...callbacks, url: webSocketUrl(), keepAlive: { enabled: true } }
      : { ...callbacks, url: "pipe:", WebSocket: pipeSocket(pipe) },
  );
  return wsLink({ client });
}

function webSocketUrl(): string {
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  return `${scheme}://${location.host}/rpc`;
}

/** Makes data of what a call to {@link studio} rejected with. */
export function toProblem(error: unknown): Problem {
  if (!(error instanceof TRPCClientError)) return problemOfThrown(error);
  const data: unknown = error.data;
  const sent = Problem.safeParse(
    typeof data === "object" && data !== null && "problem" in data ? data.problem : undefined,
  );
  if (sent.success) return sent.data;
  return {
    code: "process-down",
    message: "Studio's host went away before it answered.",
    next: "Try again when the window is connected.",
    details: error.stack ?? error.message,
  };
}
