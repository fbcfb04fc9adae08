import type { Log } from "../../../common/base/log.ts";
import { toProblem } from "../../../common/contracts/problem.ts";

/** Where tokens last: the computer's keychain. Every call may reject. */
export interface TokenSecrets {
  read(name: string): Promise<string | null>;
  write(name: string, value: string): Promise<void>;
  remove(name: string): Promise<void>;
}

/** Tokens for remotes, by host. In memory only where the keychain cannot be used. */
export class RemoteTokens {
  readonly #secrets: TokenSecrets;
  readonly #log: Log;
  readonly #byHost = new Map<string, string>();

  constructor(secrets: TokenSecrets, log: Log) {
    this.#secrets = secrets;
    this.#log = log;
  }

  async get(host: string): Promise<string | null> {
    const known = this.#byHost.get(host);
    if (known !== undefined) return known;
    try {
      const stored = await this.#secrets.read(itemOf(host));
      if (stored !== null) this.#byHost.set(host, stored);
      return stored;
    } catch (error) {
      // Without a keychain there is no token; the remote says whether it needs one.
      this.#log.warn("token not read", { host, reason: toProblem(error).message });
      return null;
    }
  }

  /** @returns whether it outlasts this run of Studio. */
  async set(host: string, token: string): Promise<{ readonly isKept: boolean }> {
    this.#byHost.set(host, token);
    try {
      await this.#secrets.write(itemOf(host), token);
      return { isKept: true };
    } catch (error) {
      this.#log.warn("token not kept", { host, reason: toProblem(error).message });
      return { isKept: false };
    }
  }

  async forget(host: string): Promise<void> {
    this.#byHost.delete(host);
    await this.#secrets.remove(itemOf(host));
  }
}

function itemOf(host: string): string {
  return `git:${host}`;
}

/** Whose token an address takes; null for one that takes none. */
export function tokenHost(url: string): string | null {
  return /^https?:\/\//.test(url) && URL.canParse(url) ? new URL(url).host : null;
}
