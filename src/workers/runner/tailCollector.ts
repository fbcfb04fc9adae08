import { WorkerEntrypoint } from "cloudflare:workers";
import type { TailEvent } from "../../common/apps/edgeWire.ts";
import type { LoaderEnv } from "./loaderHost.ts";

/** Attached to a script only while somebody listens: each event costs a call to the control side. */
export class TailCollector extends WorkerEntrypoint<LoaderEnv, { readonly key: string }> {
  override async tail(items: TraceItem[]): Promise<void> {
    const [namespace = "", script = ""] = this.ctx.props.key.split("/", 2);
    const events = items.map((item) => this.#event(item, namespace, script));
    await this.env.REGISTRY.fetch("http://registry/tail", {
      method: "POST",
      body: JSON.stringify(events),
    });
  }

  #event(item: TraceItem, namespace: string, script: string): TailEvent {
    const logs = item.logs.map(({ level, timestamp, message }) => ({
      level,
      at: timestamp,
      message: Array.isArray(message) ? (message as unknown[]) : [message],
    }));
    return {
      namespace,
      script,
      at: item.eventTimestamp ?? Date.now(),
      outcome: item.outcome,
      logs: logs.filter(({ message }) => !String(message[0]).startsWith(this.env.MARK)),
      exceptions: item.exceptions.map(({ name, message, stack, timestamp }) => ({
        name,
        message,
        stack: stack ?? null,
        at: timestamp,
      })),
      request: requestOf(item),
    };
  }
}

function requestOf({ event }: TraceItem): TailEvent["request"] {
  if (event === null || !("request" in event)) return null;
  return { method: event.request.method, url: event.request.url };
}
