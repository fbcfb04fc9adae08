import { randomBytes } from "node:crypto";
import { z } from "zod";
import { Emitter, type Listen } from "../../../common/base/event.ts";
import type { Log } from "../../../common/base/log.ts";
import {
  type AccountCheck,
  type AccountPlatform,
  type AccountStatus,
  type DeployStage,
  LinkAccountInput,
} from "../../../common/contracts/accounts.ts";
import { problem, toProblem } from "../../../common/contracts/problem.ts";

/** Where the account's secrets are kept: the computer's keychain. */
export interface AccountSecrets {
  read(name: string): Promise<string | null>;
  write(name: string, value: string): Promise<void>;
  remove(name: string): Promise<void>;
}

const AccountCredentials = z.object({
  accountId: LinkAccountInput.shape.accountId,
  token: LinkAccountInput.shape.token,
  /** The platform worker on the account derives the rooms' keys from the same secret. */
  roomSecret: z.string().min(32),
  domain: LinkAccountInput.shape.domain.unwrap().optional(),
  /** Which of Studio's workers were deployed, told apart by what they were made of. */
  deployed: z.object({ version: z.string(), at: z.number() }).optional(),
});
export type AccountCredentials = z.infer<typeof AccountCredentials>;

export interface CloudflareAccountOptions {
  readonly secrets: AccountSecrets;
  /** Rejects with a Problem when the account does not take these credentials. */
  readonly check: (credentials: AccountCredentials) => Promise<void>;
  /** Puts Studio's own workers on the account. Rejects with a Problem. */
  readonly deploy: (
    credentials: AccountCredentials,
    onStage: (stage: DeployStage) => void,
  ) => Promise<void>;
  /** Looks at each thing the account needs; never rejects. */
  readonly inspect: (credentials: AccountCredentials) => Promise<readonly AccountCheck[]>;
  /** Changes with what {@link deploy} would put there. */
  readonly platformVersion: (credentials: AccountCredentials) => string;
  readonly now: () => number;
  readonly log: Log;
}

const ITEM = "cloudflare-account";

const NOTHING_DEPLOYED: AccountPlatform = {
  state: "missing",
  stage: null,
  deployedAt: null,
  problem: null,
};

/** The Cloudflare account that the person linked. At most one. */
export class CloudflareAccount {
  readonly #options: CloudflareAccountOptions;
  readonly #changed = new Emitter<AccountStatus>();
  readonly #loaded: Promise<void>;
  #credentials: AccountCredentials | null = null;
  #status: AccountStatus = {
    rev: 0,
    accountId: null,
    domain: null,
    problem: null,
    platform: NOTHING_DEPLOYED,
  };

  readonly #relinked = new Emitter<void>();

  readonly onChange: Listen<AccountStatus> = this.#changed.on;
  /** Other credentials than before, or none: what talks to the account has to begin anew. */
  readonly onRelinked: Listen<void> = this.#relinked.on;

  /** Begins to read the keychain; nothing waits for it but who asks for the credentials. */
  constructor(options: CloudflareAccountOptions) {
    this.#options = options;
    this.#loaded = this.#load();
  }

  get value(): AccountStatus {
    return this.#status;
  }

  /** For what talks to the account; null when none is linked. The same object until it changes. */
  async credentials(): Promise<AccountCredentials | null> {
    await this.#loaded;
    return this.#credentials;
  }

  /** Rejects with a Problem when the account refuses, is not reached, or cannot be stored. */
  async link({ accountId, token, domain }: LinkAccountInput): Promise<void> {
    await this.#loaded;
    const { secrets, check, log } = this.#options;
    const known = this.#credentials?.accountId === accountId ? this.#credentials : null;
    const credentials: AccountCredentials = {
      accountId,
      token,
      roomSecret: known?.roomSecret ?? randomBytes(32).toString("base64url"),
      ...(domain === null ? {} : { domain }),
      ...(known?.deployed === undefined ? {} : { deployed: known.deployed }),
    };
    await check(credentials);
    await secrets.write(ITEM, JSON.stringify(credentials));
    log.info("account linked", { account: accountId });
    this.#set(credentials);
  }

  async unlink(): Promise<void> {
    await this.#loaded;
    await this.#options.secrets.remove(ITEM);
    this.#options.log.info("account unlinked", { account: this.#status.accountId });
    this.#set(null);
  }

  /** What the token may and the account has. Rejects with `not-found` when none is linked. */
  async inspect(): Promise<readonly AccountCheck[]> {
    return this.#options.inspect(await this.#linked());
  }

  /** Puts Studio's own workers on the account; its steps are told in the status. */
  async deployPlatform(): Promise<void> {
    const { deploy, secrets, platformVersion, now, log } = this.#options;
    const credentials = await this.#linked();
    if (this.#status.platform.state === "deploying") {
      throw problem("conflict", "Studio's workers are being deployed already.");
    }
    const before = this.#platformOf(credentials);
    const tell = (change: Partial<AccountPlatform>): void =>
      this.#tell({ platform: { ...before, ...change } });
    tell({ state: "deploying", problem: null });
    try {
      await deploy(credentials, (stage) => tell({ state: "deploying", stage, problem: null }));
      const deployed = { version: platformVersion(credentials), at: now() };
      // Unlinked or linked anew meanwhile: what was deployed is not this account's.
      if (this.#credentials !== credentials) return;
      const updated = { ...credentials, deployed };
      await secrets.write(ITEM, JSON.stringify(updated));
      log.info("platform deployed", { account: credentials.accountId });
      this.#set(updated);
    } catch (error) {
      if (this.#credentials === credentials) tell({ problem: toProblem(error) });
      throw error;
    }
  }

  async #linked(): Promise<AccountCredentials> {
    const credentials = await this.credentials();
    if (credentials !== null) return credentials;
    throw problem("not-found", "No account is linked.", { next: "Link one first." });
  }

  #platformOf(credentials: AccountCredentials | null): AccountPlatform {
    if (credentials?.deployed === undefined) return NOTHING_DEPLOYED;
    const { version, at } = credentials.deployed;
    const isCurrent = version === this.#options.platformVersion(credentials);
    return { ...NOTHING_DEPLOYED, state: isCurrent ? "deployed" : "outdated", deployedAt: at };
  }

  async #load(): Promise<void> {
    const { secrets, log } = this.#options;
    try {
      const stored = await secrets.read(ITEM);
      if (stored !== null) this.#set(parseStored(stored));
    } catch (error) {
      const reason = toProblem(error);
      log.warn("linked account not read", { code: reason.code, reason: reason.message });
      this.#tell({ problem: reason });
    }
  }

  #set(credentials: AccountCredentials | null): void {
    this.#credentials = credentials;
    const { accountId = null, domain = null } = credentials ?? {};
    this.#tell({ accountId, domain, problem: null, platform: this.#platformOf(credentials) });
    this.#relinked.fire();
  }

  #tell(change: Partial<AccountStatus>): void {
    this.#status = { ...this.#status, ...change, rev: this.#status.rev + 1 };
    this.#changed.fire(this.#status);
  }
}

function parseStored(text: string): AccountCredentials {
  try {
    return AccountCredentials.parse(JSON.parse(text));
  } catch {
    // What is wrong with it may quote the token: it is not told.
    throw problem("invalid-input", "What the keychain holds of the account cannot be read.", {
      next: "Link the account again.",
    });
  }
}
