import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { scriptName } from "../common/apps/names.ts";
import type { Log } from "../common/base/log.ts";
import {
  CloudflarePlatform,
  type CloudflareTarget,
} from "./cloud/cloudflare/cloudflarePlatform.ts";
import type { AccountCheck, DeployStage } from "../common/contracts/accounts.ts";
import { PlatformDeployment } from "./cloud/cloudflare/platformDeployment.ts";
import type { AccountCredentials } from "./services/accounts/cloudflareAccount.ts";
import type { LinkedAccount } from "./services/preview/ports.ts";
import { RoomConnection } from "./services/preview/room/roomConnection.ts";
import { roomKey } from "./services/preview/room/roomKey.ts";

export interface AccountDoorsOptions {
  readonly log: Log;
  /** Holds the built workers. */
  readonly workersDir: string;
  /** Studio's own origins: only they may embed previews. */
  readonly origins: readonly string[];
  /** Where a stand-in for the account answers; Cloudflare's own API when left out. */
  readonly api?: Pick<CloudflareTarget, "restUrl" | "publicPort">;
}

/** Opens the doors to an account: its API, and the rooms of the apps it serves. */
export class AccountDoors {
  readonly #options: AccountDoorsOptions;
  /** One platform an account: it counts the calls that the account allows. */
  readonly #open = new WeakMap<AccountCredentials, LinkedAccount>();

  constructor(options: AccountDoorsOptions) {
    this.#options = options;
  }

  /** Rejects with a Problem when the account refuses or cannot be reached. */
  async check(credentials: AccountCredentials): Promise<void> {
    await this.#platform(credentials).prepare("preview");
  }

  /** Puts Studio's own workers on the account; rejects with a Problem. */
  async deploy(
    credentials: AccountCredentials,
    onStage: (stage: DeployStage) => void,
  ): Promise<void> {
    await this.#deployment(credentials).deploy(onStage);
  }

  inspect(credentials: AccountCredentials): Promise<readonly AccountCheck[]> {
    return this.#deployment(credentials).check();
  }

  /** Tells whether what was deployed is what would be deployed now. */
  platformVersion({ domain }: AccountCredentials): string {
    const parts = [this.#code("platform"), this.#code("dispatch"), this.#options.origins, domain];
    return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
  }

  #deployment(credentials: AccountCredentials): PlatformDeployment {
    const { origins, api } = this.#options;
    const { accountId, token, domain = null, roomSecret } = credentials;
    return new PlatformDeployment({
      accountId,
      token,
      domain,
      roomSecret,
      studioOrigins: origins,
      platformCode: this.#code("platform"),
      dispatchCode: this.#code("dispatch"),
      platform: this.#platform(credentials),
      ...(api?.restUrl === undefined ? {} : { restUrl: api.restUrl }),
    });
  }

  #code(worker: "platform" | "dispatch"): string {
    return readFileSync(path.join(this.#options.workersDir, `${worker}.js`), "utf8");
  }

  open(credentials: AccountCredentials): LinkedAccount {
    const known = this.#open.get(credentials);
    if (known !== undefined) return known;
    const account = this.#account(credentials);
    this.#open.set(credentials, account);
    return account;
  }

  #account(credentials: AccountCredentials): LinkedAccount {
    return {
      platform: this.#platform(credentials),
      openRoom: (platform, appId) =>
        new RoomConnection({
          address: platform.connectAddress("preview", scriptName(appId)),
          hostHeader: new URL(platform.appOrigin("preview", scriptName(appId))).host,
          key: roomKey(credentials.roomSecret, appId),
          log: this.#options.log.child("room"),
        }),
    };
  }

  #platform({ accountId, token, domain }: AccountCredentials): CloudflarePlatform {
    return new CloudflarePlatform({
      id: accountId,
      kind: "cloudflare",
      accountId,
      token,
      environment: "production",
      ...(domain === undefined ? {} : { domain }),
      ...this.#options.api,
    });
  }
}
