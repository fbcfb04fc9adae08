import Cloudflare from "cloudflare";
import { dispatchNamespace, PLATFORM_WORKER } from "../../../common/apps/names.ts";
import type { AccountCheck, DeployStage } from "../../../common/contracts/accounts.ts";
import { problem, ProblemError, toProblem } from "../../../common/contracts/problem.ts";
import { accountProblem } from "./accountProblem.ts";
import type { CloudflarePlatform } from "./cloudflarePlatform.ts";

/** The worker that takes every request of the apps' domain. */
const DISPATCH_WORKER = "overskill-dispatch";

const COMPATIBILITY_DATE = "2026-09-01";
/** An address that leads nowhere: the route answers before it is asked. */
const NO_ORIGIN = "100::";
const CALL_LIMIT_MS = 60_000;

export interface PlatformDeploymentOptions {
  readonly accountId: string;
  readonly token: string;
  /** A domain of the account's zones; null leaves the workers without an address. */
  readonly domain: string | null;
  readonly roomSecret: string;
  /** Who may embed previews. */
  readonly studioOrigins: readonly string[];
  /** The built workers, as text. */
  readonly platformCode: string;
  readonly dispatchCode: string;
  /** Makes the namespaces; the same object that uploads the apps' scripts. */
  readonly platform: Pick<CloudflarePlatform, "prepare" | "filesNamespaceId">;
  /** Where a stand-in for the account answers; Cloudflare's own API when left out. */
  readonly restUrl?: string;
}

type Binding = Readonly<Record<string, string>>;

interface WorkerUpload {
  readonly name: string;
  readonly code: string;
  readonly bindings: readonly Binding[];
  readonly migrations?: {
    readonly new_tag: string;
    readonly new_sqlite_classes: readonly string[];
  };
}

/** Puts Studio's own workers on an account, and looks whether they are there. */
export class PlatformDeployment {
  readonly #options: PlatformDeploymentOptions;
  readonly #client: Cloudflare;

  constructor(options: PlatformDeploymentOptions) {
    this.#options = options;
    this.#client = new Cloudflare({
      apiToken: options.token,
      maxRetries: 0,
      timeout: CALL_LIMIT_MS,
      ...(options.restUrl === undefined ? {} : { baseURL: options.restUrl }),
    });
  }

  /**
   * Deploys or updates everything a preview on the account needs; may be repeated at any time.
   * Rejects with a Problem that says what the account refused.
   */
  async deploy(onStage: (stage: DeployStage) => void): Promise<void> {
    onStage("namespaces");
    const { platform } = this.#options;
    for (const stage of ["preview", "staging", "production"] as const)
      await platform.prepare(stage);
    onStage("platform");
    await this.#upload(await this.#platformWorker());
    onStage("dispatch");
    await this.#upload(this.#dispatchWorker());
    onStage("address");
    await this.#address();
  }

  /** What the token may and the account has, each with what is wrong; never rejects. */
  async check(): Promise<readonly AccountCheck[]> {
    const { domain } = this.#options;
    const checks: readonly (readonly [AccountCheck["id"], () => Promise<unknown>])[] = [
      ["token", () => this.#verifyToken()],
      ["scripts", () => this.#client.workersForPlatforms.dispatch.namespaces.list(this.#account)],
      ["kv", () => this.#client.kv.namespaces.list(this.#account)],
      ["workers", () => this.#findWorkers()],
      ...(domain === null ? [] : [["zone", () => this.#zoneId(domain)] as const]),
    ];
    return Promise.all(
      checks.map(async ([id, look]) => ({ id, problem: await problemOf(() => this.#call(look)) })),
    );
  }

  get #account() {
    return { account_id: this.#options.accountId };
  }

  /** A token of the person, or one that the account itself owns. */
  async #verifyToken(): Promise<void> {
    const verified = await this.#client.user.tokens
      .verify()
      .catch(() => this.#client.accounts.tokens.verify(this.#account));
    if (verified.status === "active") return;
    throw problem("account-refused", `The token is ${verified.status}.`, {
      next: "Make a new one and link the account again.",
    });
  }

  async #findWorkers(): Promise<void> {
    const { result } = await this.#client.workers.scripts.list(this.#account);
    const there = new Set(result.map(({ id }) => id));
    const lacking = [PLATFORM_WORKER, DISPATCH_WORKER].filter((name) => !there.has(name));
    if (lacking.length === 0) return;
    throw problem("not-found", `The account does not have ${lacking.join(" and ")}.`, {
      next: "Deploy Studio's workers.",
    });
  }

  async #platformWorker(): Promise<WorkerUpload> {
    const { platform, platformCode, roomSecret, studioOrigins } = this.#options;
    const files = await platform.filesNamespaceId("preview");
    const upload: WorkerUpload = {
      name: PLATFORM_WORKER,
      code: platformCode,
      bindings: [
        { type: "durable_object_namespace", name: "ROOM", class_name: "PreviewRoom" },
        { type: "kv_namespace", name: "FILES", namespace_id: files },
        {
          type: "dispatch_namespace",
          name: "PREVIEW",
          namespace: dispatchNamespace("production", "preview"),
        },
        { type: "secret_text", name: "ROOM_SECRET", text: roomSecret },
        { type: "plain_text", name: "STUDIO_ORIGINS", text: JSON.stringify(studioOrigins) },
      ],
    };
    if (await this.#isThere(PLATFORM_WORKER)) return upload;
    // Only the first upload makes the class: a migration that ran already is refused.
    return { ...upload, migrations: { new_tag: "v1", new_sqlite_classes: ["PreviewRoom"] } };
  }

  #dispatchWorker(): WorkerUpload {
    const { domain, dispatchCode } = this.#options;
    const namespaces = {
      PREVIEW: "preview",
      STAGING: "staging",
      PRODUCTION: "production",
    } as const;
    return {
      name: DISPATCH_WORKER,
      code: dispatchCode,
      bindings: [
        ...Object.entries(namespaces).map(([name, stage]) => ({
          type: "dispatch_namespace",
          name,
          namespace: dispatchNamespace("production", stage),
        })),
        ...(domain === null ? [] : [{ type: "plain_text", name: "APP_DOMAIN", text: domain }]),
      ],
    };
  }

  async #isThere(name: string): Promise<boolean> {
    const { result } = await this.#call(() => this.#client.workers.scripts.list(this.#account));
    return result.some(({ id }) => id === name);
  }

  async #upload({ name, code, bindings, migrations }: WorkerUpload): Promise<void> {
    const metadata = {
      main_module: "main.js",
      compatibility_date: COMPATIBILITY_DATE,
      bindings,
      ...(migrations === undefined ? {} : { migrations }),
    };
    const parts = {
      metadata: new File([JSON.stringify(metadata)], "metadata.json", { type: "application/json" }),
      "main.js": new File([code], "main.js", { type: "application/javascript+module" }),
    };
    // Files go through as they are; what the SDK documents here it flattens (see scriptParts).
    const params = { ...this.#account, ...parts } as never;
    await this.#call(() =>
      this.#client.workers.scripts.update(name, params, { headers: { "Content-Type": null } }),
    );
  }

  /** Leads `*.domain` to the dispatch worker. */
  async #address(): Promise<void> {
    const { domain } = this.#options;
    if (domain === null) return;
    const zone_id = await this.#call(() => this.#zoneId(domain));
    await this.#record(zone_id, `*.${domain}`);
    await this.#route(zone_id, `*.${domain}/*`);
  }

  /** The zone of the domain, or of a domain above it. */
  async #zoneId(domain: string): Promise<string> {
    const labels = domain.split(".");
    for (let from = 0; from < labels.length - 1; from += 1) {
      const name = labels.slice(from).join(".");
      const { result } = await this.#client.zones.list({ name });
      const [zone] = result;
      if (zone !== undefined) return zone.id;
    }
    throw problem("not-found", `The account has no zone for ${domain}.`, {
      next: "Add the domain to the account, or link it with another one.",
    });
  }

  async #record(zone_id: string, name: string): Promise<void> {
    const { records } = this.#client.dns;
    const { result } = await this.#call(() => records.list({ zone_id, name: { exact: name } }));
    if (result.length > 0) return;
    const record = { type: "AAAA", name, content: NO_ORIGIN, proxied: true, ttl: 1 } as const;
    await this.#call(() => records.create({ zone_id, ...record }));
  }

  async #route(zone_id: string, pattern: string): Promise<void> {
    const { routes } = this.#client.workers;
    const { result } = await this.#call(() => routes.list({ zone_id }));
    const taken = result.find((route) => route.pattern === pattern);
    if (taken === undefined) {
      await this.#call(() => routes.create({ zone_id, pattern, script: DISPATCH_WORKER }));
    } else if (taken.script !== DISPATCH_WORKER) {
      throw problem("already-exists", `${pattern} is routed to ${taken.script ?? "no worker"}.`, {
        next: "Remove that route in the Cloudflare dashboard, and deploy again.",
      });
    }
  }

  async #call<T>(call: () => PromiseLike<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      throw accountProblem(error, "cloudflare");
    }
  }
}

async function problemOf(look: () => Promise<unknown>): Promise<AccountCheck["problem"]> {
  try {
    await look();
    return null;
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    return toProblem(error);
  }
}
