/** What a handler answers; `T` is the SDK's own type for this call's result. */
export type Reply<T> =
  | {
      readonly kind: "result";
      readonly result: T;
      readonly info?: Readonly<Record<string, unknown>>;
    }
  | {
      readonly kind: "raw";
      readonly body: Uint8Array | FormData;
      readonly contentType: string;
      readonly headers: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: "events";
      /** Begins to send; returns the end of it, for when the listener is gone. */
      readonly open: (send: (event: unknown) => void) => () => void;
    };

export function result<T>(value: T, info?: Readonly<Record<string, unknown>>): Reply<T> {
  return info === undefined
    ? { kind: "result", result: value }
    : { kind: "result", result: value, info };
}

/** An answer outside the envelope: a value, or a script's modules. */
export function raw(
  body: Uint8Array | FormData,
  contentType: string,
  headers: Readonly<Record<string, string>> = {},
): Reply<never> {
  return { kind: "raw", body, contentType, headers };
}

/** A stream of events that stays open (`text/event-stream`), each a JSON value. */
export function events<E>(open: (send: (event: E) => void) => () => void): Reply<never> {
  return { kind: "events", open };
}
