import type { PageFailure } from "../../../../../common/apps/pageCapture.ts";
import type { Outbox } from "../outbox.ts";
import { readStack } from "./stack.ts";
import { errorPicture } from "./values.ts";

const MAX_TEXT = 10_000;
const MAX_PRINTED = 400;

/** Records what the page threw and nobody caught, and what of it did not load. */
export function captureFailures(outbox: Outbox): void {
  const send = (failure: PageFailure): void => outbox.send({ type: "failure", failure });
  addEventListener(
    "error",
    (event) =>
      outbox.guard(() => send(event instanceof ErrorEvent ? thrown(event) : missing(event))),
    true,
  );
  addEventListener(
    "unhandledrejection",
    (event) => outbox.guard(() => send(rejected(event))),
    true,
  );
}

function thrown({ error, message, filename, lineno, colno }: ErrorEvent): PageFailure {
  const known: unknown = error;
  const place = filename === "" ? [] : readStack(`at ${filename}:${lineno}:${colno}`);
  if (!(known instanceof Error)) return failure("error", { name: "Error", message, stack: place });
  const picture = errorPicture(known);
  return failure("error", { ...picture, stack: picture.stack.length > 0 ? picture.stack : place });
}

function rejected({ reason }: PromiseRejectionEvent): PageFailure {
  const known: unknown = reason;
  if (known instanceof Error) return failure("rejection", errorPicture(known));
  return failure("rejection", { name: "Rejection", message: String(known), stack: [] });
}

/** A script, style or image that did not load; the browser says no more than that. */
function missing({ target }: Event): PageFailure {
  const element = target instanceof Element ? target : document.documentElement;
  const address = element.getAttribute("src") ?? element.getAttribute("href") ?? "";
  return failure("resource", { name: element.localName, message: address, stack: [] });
}

function failure(
  kind: PageFailure["kind"],
  {
    name,
    message,
    stack,
  }: { name: string; message: string; stack: readonly PageFailure["stack"][number][] },
): PageFailure {
  return {
    kind,
    name: name.slice(0, MAX_PRINTED),
    message: message.slice(0, MAX_TEXT),
    stack: [...stack],
    at: Date.now(),
  };
}
