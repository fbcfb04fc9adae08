import { type StoreApi, type UseBoundStore, create } from "zustand";
import type { Problem } from "../../common/contracts/problem.ts";
import { toProblem } from "./studio.ts";

/** A fact the host owns: its newest value, or why there is none. */
export interface Fact<T> {
  /** Null until the first value came. */
  readonly value: T | null;
  /** Why no newer value comes; null while they do. */
  readonly problem: Problem | null;
}

export type FactStore<T> = UseBoundStore<StoreApi<Fact<T>>>;

export function createFact<T>(): FactStore<T> {
  return create<Fact<T>>(() => ({ value: null, problem: null }));
}

interface Handlers<T> {
  readonly onData: (event: { readonly data: T }) => void;
  readonly onError: (error: unknown) => void;
}

type Subscribe<T> = (handlers: Handlers<T>) => { unsubscribe(): void };

const RETRY_MS = 2000;

/**
 * Feeds a fact from a subscription until the returned function is called. A broken connection is
 * resumed by the transport; a refusal is shown as the fact's problem and asked again.
 */
export function followFact<T>(fact: FactStore<T>, subscribe: Subscribe<T>): () => void {
  let retry: ReturnType<typeof setTimeout> | undefined;
  let ended = false;
  let subscription: { unsubscribe(): void } | undefined;
  const start = (): void => {
    subscription = subscribe({
      onData: ({ data }) => {
        if (!ended) fact.setState({ value: data, problem: null });
      },
      onError: (error) => {
        if (ended) return;
        fact.setState({ problem: toProblem(error) });
        retry = setTimeout(start, RETRY_MS);
      },
    });
  };
  start();
  return () => {
    ended = true;
    clearTimeout(retry);
    subscription?.unsubscribe();
  };
}
