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

  #event(item: TraceItem, dispatchNamespace: string, scriptName: string): TailEvent {
    const logs = item.logs.map(({ level, timestamp, message }) => ({
      level,
      timestamp,
      message: Array.isArray(message) ? (message as unknown[]) : [message],
    }));
    return {
      scriptName,
      dispatchNamespace,
      outcome: item.outcome,
      eventTimestamp: item.eventTimestamp ?? Date.now(),
      logs: logs.filter(({ message }) => !String(message[0]).startsWith(this.env.MARK)),
      exceptions: item.exceptions.map(({ name, message, stack, timestamp }) => ({
        name,
        message,
        timestamp,
        ...(stack === undefined ? {} : { stack }),
      })),
      event: requestOf(item),
    };
  }
}

function requestOf({ event }: TraceItem): TailEvent["event"] {
  if (event === null || !("request" in event)) return null;
  const { method, url } = event.request;
  const status = event.response?.status;
  return { request: { method, url }, ...(status === undefined ? {} : { response: { status } }) };
}
