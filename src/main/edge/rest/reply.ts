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
