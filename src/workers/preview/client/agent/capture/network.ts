import type { Outbox } from "../outbox.ts";
import { captureBeacons } from "./beacons.ts";
import { captureFetch } from "./fetch.ts";
import { captureSockets } from "./sockets.ts";
import { Timings } from "./timings.ts";
import { captureXhr } from "./xhr.ts";

/** Records what the app asks of servers. Nothing of it is changed, and nothing of it is held up. */
export function captureNetwork(outbox: Outbox): void {
  const timings = new Timings(outbox);
  outbox.guard(() => timings.start());
  captureFetch(outbox, timings);
  captureXhr(outbox, timings);
  captureBeacons(outbox, timings);
  captureSockets(outbox);
}
