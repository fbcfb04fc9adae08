import type { Outbox } from "../outbox.ts";
import { givenBody } from "./bodies.ts";
import { nativeProxy } from "./nativeProxy.ts";
import { RequestLog } from "./requestLog.ts";
import type { Timings } from "./timings.ts";

/** A beacon's answer is nobody's business: it is done once the browser has taken it. */
export function captureBeacons(outbox: Outbox, timings: Timings): void {
  // Called with the receiver the app gives.
  // oxlint-disable-next-line typescript/unbound-method
  const original = Navigator.prototype.sendBeacon;
  Navigator.prototype.sendBeacon = nativeProxy(original, ({ self, args }) => {
    const taken = Reflect.apply(original, self, args);
    outbox.guard(() => {
      const [url, body] = args;
      const log = new RequestLog(outbox, timings);
      log.sent({
        via: "beacon",
        method: "POST",
        url: new URL(String(url), document.baseURI).href,
        headers: [],
        body: givenBody(body),
      });
      log.done({ body: null, failure: taken ? null : "The browser did not take the beacon." });
    });
    return taken;
  });
}
