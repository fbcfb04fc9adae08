import Cloudflare from "cloudflare";
import {
  APP_DOMAINS,
  dispatchNamespace,
  filesNamespace,
  hostLabel,
  type PlatformEnvironment,
  type Stage,
} from "../../../common/apps/names.ts";
import { must } from "../../../common/base/assert.ts";
import type { ScriptUpload, WorkersPlatform } from "../workersPlatform.ts";
import { accountProblem } from "./accountProblem.ts";
import { CallBudget } from "./callBudget.ts";
import { kvBatches } from "./kvBatches.ts";
import { scriptParts } from "./scriptParts.ts";

export interface CloudflareTarget {
  /** `local`, or the linked account's id. */
  readonly id: string;
  readonly kind: "local" | "cloudflare";
  readonly accountId: string;
  readonly token: string;
  readonly environment: PlatformEnvironment;
  /** Base URL of the API; the account's own when left out. */
  readonly restUrl?: string;
  /** Where apps are served on the local edge; left out for an account. */
  readonly publicPort?: number;
  /** The domain that the account serves apps on; the platform's own when left out. */
  readonly domain?: string;
}

/** Calls that an account allows in five minutes; the local edge does not count. */
const ACCOUNT_CALLS = 1_200;
const CALL_LIMIT_MS = 30_000;

/** {@link WorkersPlatform} by the official SDK, for the local edge and for an account alike. */
export class CloudflarePlatform implements WorkersPlatform {
  readonly id: string;
  readonly kind: "local" | "cloudflare";
  readonly #target: CloudflareTarget;
  readonly #client: Cloudflare;
  readonly #budget: CallBudget;
  /** KV namespace ids by stage. */
  readonly #files = new Map<Stage, string>();

  constructor(target: CloudflareTarget) {
    this.id = target.id;
    this.kind = target.kind;
    this.#target = target;
    this.#budget = new CallBudget(target.kind === "local" ? Infinity : ACCOUNT_CALLS);
    this.#client = new Cloudflare({
      apiToken: target.token,
      // The SDK waits as long as a 429 tells it to, without a limit and without a word.
      maxRetries: 0,
      timeout: CALL_LIMIT_MS,
      ...(target.restUrl === undefined ? {} : { baseURL: target.restUrl }),
    });
  }

  async prepare(stage: Stage, signal?: AbortSignal): Promise<void> {
    await this.#prepareScripts(stage, signal);
    await this.#filesId(stage, signal);
  }

  async uploadScript(
    upload: ScriptUpload,
    signal?: AbortSignal,
  ): Promise<{ readonly etag: string }> {
    const dispatch_namespace = this.#namespace(upload.stage);
    const params = { ...this.#account, dispatch_namespace, ...scriptParts(upload) };
    const saved = await this.#call(signal, (options) =>
      this.#scripts.update(upload.name, params as never, {
        ...options,
        // The SDK's own header here is wrong for a form; without it, fetch writes the right one.
        headers: { "Content-Type": null },
      }),
    );
    return { etag: saved.etag ?? "" };
  }

  async scriptEtag(stage: Stage, name: string, signal?: AbortSignal): Promise<string | null> {
    const params = { ...this.#account, dispatch_namespace: this.#namespace(stage) };
    const found = await this.#unlessMissing(() =>
      this.#call(signal, (options) => this.#scripts.get(name, params, options)),
    );
    return found?.script?.etag ?? null;
  }

  async deleteScript(stage: Stage, name: string, signal?: AbortSignal): Promise<void> {
    const params = { ...this.#account, dispatch_namespace: this.#namespace(stage), force: true };
    await this.#unlessMissing(() =>
      this.#call(signal, (options) => this.#scripts.delete(name, params, options)),
    );
  }

  async putValues(
    stage: Stage,
    values: readonly { readonly key: string; readonly value: Uint8Array | string }[],
    signal?: AbortSignal,
  ): Promise<void> {
    const id = await this.#filesId(stage, signal);
    for (const body of kvBatches(values)) {
      const params = { ...this.#account, body: [...body] };
      await this.#call(signal, (options) =>
        this.#client.kv.namespaces.bulkUpdate(id, params, options),
      );
    }
  }

  async kvNamespace(title: string, signal?: AbortSignal): Promise<string> {
    return (
      (await this.#findNamespace(title, signal)) ?? (await this.#createNamespace(title, signal))
    );
  }

  async r2Bucket(name: string, signal?: AbortSignal): Promise<void> {
    const { buckets } = this.#client.r2;
    const found = await this.#unlessMissing(() =>
      this.#call(signal, (options) => buckets.get(name, this.#account, options)),
    );
    if (found !== null) return;
    await this.#call(signal, (options) => buckets.create({ ...this.#account, name }, options));
  }

  async d1Database(name: string, signal?: AbortSignal): Promise<string> {
    const { database } = this.#client.d1;
    const page = await this.#call(signal, (options) =>
      database.list({ ...this.#account, name }, options),
    );
    const found = page.result.find((candidate) => candidate.name === name);
    if (found?.uuid !== undefined) return found.uuid;
    const made = await this.#call(signal, (options) =>
      database.create({ ...this.#account, name }, options),
    );
    return must(made.uuid, "the id of a new database");
  }

  async queryD1(
    id: string,
    sql: string,
    params: readonly string[],
    signal?: AbortSignal,
  ): Promise<readonly (readonly unknown[])[]> {
    const body = { ...this.#account, sql, params: [...params] };
    const page = await this.#call(signal, (options) =>
      this.#client.d1.database.query(id, body, options),
    );
    return page.result.map(({ results = [] }) => results);
  }

  /** The id of the KV namespace that holds the apps' files, made when it is missing. */
  filesNamespaceId(stage: Stage, signal?: AbortSignal): Promise<string> {
    return this.#filesId(stage, signal);
  }

  appOrigin(stage: Stage, script: string): string {
    const label = hostLabel(stage, script);
    const { publicPort, domain = must(APP_DOMAINS[0], "the domain of apps") } = this.#target;
    return publicPort === undefined
      ? `https://${label}.${domain}`
      : `http://${label}.localhost:${publicPort}`;
  }

  connectAddress(stage: Stage, script: string) {
    const { publicPort } = this.#target;
    if (publicPort !== undefined) return { host: "127.0.0.1", port: publicPort, tls: false };
    return { host: new URL(this.appOrigin(stage, script)).hostname, port: 443, tls: true };
  }

  get #account() {
    return { account_id: this.#target.accountId };
  }

  get #scripts() {
    return this.#client.workersForPlatforms.dispatch.namespaces.scripts;
  }

  #namespace(stage: Stage): string {
    return dispatchNamespace(this.#target.environment, stage);
  }

  async #prepareScripts(stage: Stage, signal?: AbortSignal): Promise<void> {
    const name = this.#namespace(stage);
    const { namespaces } = this.#client.workersForPlatforms.dispatch;
    const found = await this.#unlessMissing(() =>
      this.#call(signal, (options) => namespaces.get(name, this.#account, options)),
    );
    if (found !== null) return;
    await this.#call(signal, (options) => namespaces.create({ ...this.#account, name }, options));
  }

  async #filesId(stage: Stage, signal?: AbortSignal): Promise<string> {
    const known = this.#files.get(stage);
    if (known !== undefined) return known;
    const title = filesNamespace(this.#target.environment, stage);
    const id =
      (await this.#findNamespace(title, signal)) ?? (await this.#createNamespace(title, signal));
    this.#files.set(stage, id);
    return id;
  }

  async #findNamespace(title: string, signal?: AbortSignal): Promise<string | undefined> {
    const params = { ...this.#account, per_page: 1000 };
    const page = await this.#call(signal, (options) =>
      this.#client.kv.namespaces.list(params, options),
    );
    return page.result.find((namespace) => namespace.title === title)?.id;
  }

  async #createNamespace(title: string, signal?: AbortSignal): Promise<string> {
    const made = await this.#call(signal, (options) =>
      this.#client.kv.namespaces.create({ ...this.#account, title }, options),
    );
    return made.id;
  }

  async #call<T>(
    signal: AbortSignal | undefined,
    call: (options: { signal?: AbortSignal }) => PromiseLike<T>,
  ): Promise<T> {
    try {
      await this.#budget.take(signal);
      return await call(signal === undefined ? {} : { signal });
    } catch (error) {
      if (error instanceof Cloudflare.RateLimitError) this.#budget.exhausted();
      throw accountProblem(error, this.kind);
    }
  }

  async #unlessMissing<T>(call: () => Promise<T>): Promise<T | null> {
    try {
      return await call();
    } catch (error) {
      if (error instanceof Error && error.cause instanceof Cloudflare.NotFoundError) return null;
      throw error;
    }
  }
}
