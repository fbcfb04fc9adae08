import * as z from "zod/mini";

/** What the agent in a page records of its console, its errors and its network. */

/** A body longer than this is cut. */
export const MAX_BODY = 128 * 1024;

const MAX_TEXT = 10_000;
const MAX_URL = 8000;
const MAX_PRINTED = 400;

const Text = z.string().check(z.maxLength(MAX_TEXT));
const Url = z.string().check(z.maxLength(MAX_URL));
const Short = z.string().check(z.maxLength(MAX_PRINTED));
/** Milliseconds since 1970, by the page's clock. */
const Time = z.number();

/** A value that was logged, as it was then. */
export type LoggedValue =
  /** `kind` is what `typeof` says, or `null`, `symbol`, `bigint`; `text` is how it prints. */
  | { readonly kind: "primitive"; readonly type: string; readonly text: string }
  | { readonly kind: "function"; readonly name: string }
  | { readonly kind: "element"; readonly text: string }
  | {
      readonly kind: "error";
      readonly name: string;
      readonly message: string;
      readonly stack: readonly StackFrame[];
    }
  | {
      readonly kind: "object";
      /** `Object`, `Array`, `Map`, the class's name. */
      readonly className: string;
      readonly isList: boolean;
      readonly entries: readonly (readonly [name: string, value: LoggedValue])[];
      /** Entries left out because of size or depth. */
      readonly more: number;
    }
  /** The object is one of those that hold it. */
  | { readonly kind: "circular" };

/** One frame as the browser wrote it: places in what was served, not in the sources. */
export const StackFrame = z.object({
  name: z.nullable(Short),
  url: Url,
  /** Both count from 1. */
  line: z.int(),
  column: z.int(),
});
export type StackFrame = z.infer<typeof StackFrame>;

const Stack = z.array(StackFrame).check(z.maxLength(50));

export const LoggedValue: z.ZodMiniType<LoggedValue> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("primitive"), type: Short, text: Text }),
  z.object({ kind: z.literal("function"), name: Short }),
  z.object({ kind: z.literal("element"), text: Short }),
  z.object({ kind: z.literal("error"), name: Short, message: Text, stack: Stack }),
  z.object({
    kind: z.literal("object"),
    className: Short,
    isList: z.boolean(),
    entries: z.array(z.tuple([Short, z.lazy(() => LoggedValue)])).check(z.maxLength(200)),
    more: z.int(),
  }),
  z.object({ kind: z.literal("circular") }),
]);

export const ConsoleLevel = z.enum(["debug", "log", "info", "warn", "error"]);
export type ConsoleLevel = z.infer<typeof ConsoleLevel>;

/** One call of the console. */
export const ConsoleEntry = z.object({
  level: ConsoleLevel,
  /** What the call does besides printing. `clear` empties, groups nest until `group-end`. */
  act: z.enum(["print", "group", "group-collapsed", "group-end", "clear", "table", "trace"]),
  /** With `%s` and the like already put in; `%c` is left out with its style. */
  values: z.array(LoggedValue).check(z.maxLength(50)),
  at: Time,
  /** The calls that led here, nearest first, the console's own left out. */
  stack: Stack,
});
export type ConsoleEntry = z.infer<typeof ConsoleEntry>;

/** Something the page threw and nobody caught, or a part of it that did not load. */
export const PageFailure = z.object({
  kind: z.enum(["error", "rejection", "resource"]),
  name: Short,
  message: Text,
  /** Empty when the browser tells none (a script of another origin). */
  stack: Stack,
  at: Time,
});
export type PageFailure = z.infer<typeof PageFailure>;

const Headers = z.array(z.tuple([Short, Text])).check(z.maxLength(200));

/** A request's or response's body, as far as it was kept. */
export const CapturedBody = z.object({
  /** Text up to {@link MAX_BODY}; null when it is not text or could not be read. */
  text: z.nullable(z.string().check(z.maxLength(MAX_BODY))),
  /** Bytes of the whole; null when unknown. */
  size: z.nullable(z.number()),
  cut: z.boolean(),
  /** Why there is no text. */
  reason: z.nullable(z.enum(["binary", "stream", "opaque", "failed", "empty"])),
});
export type CapturedBody = z.infer<typeof CapturedBody>;

const RequestId = z.string().check(z.maxLength(20));

/** Durations in milliseconds, as the browser measured them; 0 where it does not tell. */
export const RequestTiming = z.object({
  queued: z.number(),
  dns: z.number(),
  connect: z.number(),
  wait: z.number(),
  download: z.number(),
});
export type RequestTiming = z.infer<typeof RequestTiming>;

/** What happens to a request, in order: sent, answered, done. `done` alone ends it. */
export const NetworkEvent = z.discriminatedUnion("step", [
  z.object({
    step: z.literal("sent"),
    id: RequestId,
    via: z.enum(["fetch", "xhr", "beacon"]),
    method: Short,
    url: Url,
    /** Those the app set; the browser adds others that a page cannot see. */
    headers: Headers,
    body: z.nullable(CapturedBody),
    stack: Stack,
    at: Time,
  }),
  z.object({
    step: z.literal("answered"),
    id: RequestId,
    status: z.int(),
    statusText: Short,
    headers: Headers,
    /** The address after redirections. */
    url: Url,
    at: Time,
  }),
  z.object({
    step: z.literal("done"),
    id: RequestId,
    body: z.nullable(CapturedBody),
    /** Why it failed; null when it did not. */
    failure: z.nullable(Text),
    /** Bytes that came over the network, headers included; null when the browser hides it. */
    transferred: z.nullable(z.number()),
    timing: z.nullable(RequestTiming),
    at: Time,
  }),
  /** A script, style, image or font the page loaded by itself. */
  z.object({
    step: z.literal("resource"),
    url: Url,
    /** `script`, `link`, `img`, `css`: what asked for it. */
    initiator: Short,
    /** 0 when the browser does not tell. */
    status: z.int(),
    size: z.number(),
    transferred: z.number(),
    ms: z.number(),
    timing: RequestTiming,
    at: Time,
  }),
  z.object({
    step: z.literal("socket"),
    id: RequestId,
    url: Url,
    /** `sent` and `received` carry a frame in `data`. */
    event: z.enum(["connecting", "open", "sent", "received", "error", "closed"]),
    data: z.nullable(z.string().check(z.maxLength(MAX_TEXT))),
    /** Bytes or characters of the frame; the code of a closed one. */
    size: z.number(),
    at: Time,
  }),
]);
export type NetworkEvent = z.infer<typeof NetworkEvent>;
