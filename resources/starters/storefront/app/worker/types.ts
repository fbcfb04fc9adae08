/** The parts of the Workers runtime that this worker uses. */
export interface Context {
  waitUntil(promise: Promise<unknown>): void;
}

export interface Env {
  /** The built site, when the worker is deployed together with it. */
  ASSETS?: { fetch(request: Request): Promise<Response> };
  /** Optional KV namespace. With it, orders are kept for 30 days. */
  ORDERS?: {
    put(key: string, value: string, options?: { expirationTtl: number }): Promise<void>;
  };
}
