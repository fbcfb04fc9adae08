import type { NetworkEvent } from "../../../../../common/apps/pageCapture.ts";
import type { Outbox } from "../outbox.ts";
import { callStack } from "./stack.ts";
import type { Timings } from "./timings.ts";

type Step<S extends NetworkEvent["step"]> = Omit<
  Extract<NetworkEvent, { step: S }>,
  "step" | "id" | "at"
>;

const FRAMES = 5;
const MAX_URL = 8000;
const MAX_PRINTED = 400;
const MAX_TEXT = 10_000;
/** The browser reports a request's times a little after its end. */
const TIMING_WAIT_MS = 60;

let last = 0;

/** One request on its way; tells each step once, in order. */
export class RequestLog {
  readonly id = `r${(last += 1)}`;
  readonly #outbox: Outbox;
  readonly #timings: Timings;
  readonly #start = performance.now();
  #url = "";
  #sent: Promise<void> | undefined;

  constructor(outbox: Outbox, timings: Timings) {
    this.#outbox = outbox;
    this.#timings = timings;
  }

  /** `body` may have to be read first: the steps after it wait. */
  sent(step: Omit<Step<"sent">, "stack">, body?: Promise<Step<"sent">["body"]>): void {
    const url = step.url.slice(0, MAX_URL);
    this.#url = url;
    const known = {
      ...step,
      url,
      headers: cutHeaders(step.headers),
      stack: callStack(FRAMES),
      at: Date.now(),
    };
    const send = (read: Step<"sent">["body"]): void =>
      this.#send({ step: "sent", id: this.id, ...known, body: read });
    if (body === undefined) return send(step.body);
    this.#sent = body.then(send, () => send(step.body));
  }

  answered(step: Step<"answered">): void {
    const at = Date.now();
    const { statusText, headers } = step;
    this.#url = step.url === "" ? this.#url : step.url.slice(0, MAX_URL);
    this.#after(() =>
      this.#send({
        step: "answered",
        id: this.id,
        at,
        ...step,
        statusText: statusText.slice(0, MAX_PRINTED),
        headers: cutHeaders(headers),
        url: this.#url,
      }),
    );
  }

  done(step: Pick<Step<"done">, "body" | "failure">): void {
    const at = Date.now();
    setTimeout(() => {
      this.#after(() => {
        const entry = this.#timings.take(this.#url, this.#start);
        const failure = step.failure?.slice(0, MAX_TEXT) ?? null;
        this.#send({
          step: "done",
          id: this.id,
          at,
          body: step.body,
          failure,
          transferred: entry?.transferred ?? null,
          timing: entry?.timing ?? null,
        });
      });
    }, TIMING_WAIT_MS);
  }

  #after(then: () => void): void {
    if (this.#sent === undefined) this.#outbox.guard(then);
    else void this.#sent.then(() => this.#outbox.guard(then));
  }

  #send(event: NetworkEvent): void {
    this.#outbox.send({ type: "network", event });
  }
}

function cutHeaders(headers: readonly (readonly [string, string])[]): [string, string][] {
  return headers
    .slice(0, 200)
    .map(([name, value]) => [name.slice(0, MAX_PRINTED), value.slice(0, MAX_TEXT)]);
}
