import { APICallError } from "ai";
import type { RunFailure } from "../../../../common/contracts/chat.ts";
import { ProblemError } from "../../../../common/contracts/problem.ts";

/** What a failed call of a model means, and whether and when to try again. */
export interface ModelFailure extends RunFailure {
  /** Worth trying again without asking: the provider is busy, or the connection broke. */
  readonly isTransient: boolean;
  /** Ms that the provider asks to wait; null when it does not say. */
  readonly retryAfterMs: number | null;
}

const MAX_DETAILS = 300;

export function modelFailure(error: unknown): ModelFailure {
  if (error instanceof ProblemError) {
    const { message, next } = error.problem;
    return { message, next: next ?? null, retryable: true, ...PERMANENT };
  }
  if (APICallError.isInstance(error)) return apiFailure(error);
  if (isTimeout(error)) {
    return {
      message: "The model stopped answering.",
      next: "Try again, or choose another model.",
      retryable: true,
      ...TRANSIENT,
    };
  }
  return {
    message: `The model's answer could not be read: ${textOf(error)}`,
    next: "Try again.",
    retryable: true,
    ...TRANSIENT,
  };
}

const PERMANENT = { isTransient: false, retryAfterMs: null };
const TRANSIENT = { isTransient: true, retryAfterMs: null };

function apiFailure(error: APICallError): ModelFailure {
  const status = error.statusCode;
  // A broken connection carries the status that its answer began with.
  if (status === undefined || status < 400) {
    return {
      message: "The connection to the model broke.",
      next: "Check the connection and the provider's address, then try again.",
      retryable: true,
      ...TRANSIENT,
    };
  }
  const retryAfterMs = retryAfter(error.responseHeaders);
  if (status === 429) {
    return {
      message: "The provider takes no more requests of this key for now.",
      next: "Wait a while and try again.",
      retryable: true,
      isTransient: true,
      retryAfterMs,
    };
  }
  if (status >= 500) {
    return {
      message: `The provider is overloaded or broken (${status}).`,
      next: "Try again in a while, or choose another model.",
      retryable: true,
      isTransient: true,
      retryAfterMs,
    };
  }
  if (status === 401 || status === 403) {
    return {
      message: "The provider refused the key.",
      next: "Check the key in the settings of the chat.",
      retryable: true,
      ...PERMANENT,
    };
  }
  if (status === 404) {
    return {
      message: "The provider does not know this model.",
      next: "Check the model's name and the provider's address.",
      retryable: true,
      ...PERMANENT,
    };
  }
  return {
    message: `The provider refused the request (${status}): ${textOf(error)}`,
    next: null,
    retryable: true,
    ...PERMANENT,
  };
}

/** Seconds or a date, as HTTP has it; some providers say milliseconds. */
function retryAfter(headers: Record<string, string> | undefined): number | null {
  const exact = Number(headers?.["retry-after-ms"]);
  if (Number.isFinite(exact) && exact >= 0) return exact;
  const value = headers?.["retry-after"];
  if (value === undefined) return null;
  const seconds = Number(value);
  const ms = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(value) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : null;
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === "TimeoutError";
}

function textOf(error: unknown): string {
  const text = error instanceof Error ? error.message : messageOf(error);
  return text.slice(0, MAX_DETAILS);
}

/** Providers send errors in their streams as JSON of various shapes. */
function messageOf(error: unknown): string {
  if (typeof error === "string") return error;
  if (typeof error !== "object" || error === null) return String(error);
  if ("message" in error && typeof error.message === "string") return error.message;
  return JSON.stringify(error);
}
