import type { Log } from "../../../../common/base/log.ts";
import { toProblem } from "../../../../common/contracts/problem.ts";
import type { ProviderKeys } from "../agentPorts.ts";

/** Keys of providers; for this run of Studio only where the keychain cannot be used. */
export class Keyring {
  readonly #keys: ProviderKeys;
  readonly #log: Log;
  readonly #known = new Map<string, string>();

  constructor(keys: ProviderKeys, log: Log) {
    this.#keys = keys;
    this.#log = log;
  }

  /** The values that were used in this run: what must appear nowhere. */
  get values(): Iterable<string> {
    return this.#known.values();
  }

  has(provider: string): boolean {
    return this.#known.has(provider);
  }

  async get(provider: string): Promise<string | null> {
    const known = this.#known.get(provider);
    if (known !== undefined) return known;
    try {
      const kept = await this.#keys.read(provider);
      if (kept !== null) this.#known.set(provider, kept);
      return kept;
    } catch (error) {
      this.#log.warn("key not read", { provider, reason: toProblem(error).message });
      return null;
    }
  }

  /** @returns whether it outlasts this run of Studio. */
  async set(provider: string, key: string): Promise<boolean> {
    this.#known.set(provider, key);
    try {
      await this.#keys.write(provider, key);
      return true;
    } catch (error) {
      this.#log.warn("key not kept", { provider, reason: toProblem(error).message });
      return false;
    }
  }

  /** @throws `no-permission` when the keychain still has it. */
  async forget(provider: string): Promise<void> {
    this.#known.delete(provider);
    await this.#keys.remove(provider);
  }
}
