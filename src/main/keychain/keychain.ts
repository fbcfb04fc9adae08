import type Keytar from "keytar";
import { problem, type ProblemError } from "../../common/contracts/problem.ts";

/**
 * Secrets of the person, by name. Every call rejects with the problem `no-permission` when the
 * keychain cannot be used.
 */
export interface Keychain {
  read(name: string): Promise<string | null>;
  write(name: string, value: string): Promise<void>;
  /** Does nothing when there is none of that name. */
  remove(name: string): Promise<void>;
}

const SERVICE = "OverSkill Studio";

/** macOS Keychain, Windows Credential Manager, or a Secret Service on Linux. */
export const systemKeychain: Keychain = {
  read: (name) => using(({ getPassword }) => getPassword(SERVICE, name)),
  write: (name, value) => using(({ setPassword }) => setPassword(SERVICE, name, value)),
  remove: async (name) => void (await using(({ deletePassword }) => deletePassword(SERVICE, name))),
};

/** For a data folder of its own (a test, a second profile): the person's keychain is not its affair. */
export const noKeychain: Keychain = {
  read: async () => null,
  write: async () => {
    throw problem("no-permission", "This data folder does not use the computer's keychain.", {
      next: "Start Studio with STUDIO_KEYCHAIN=1 to keep secrets in it.",
    });
  },
  remove: async () => undefined,
};

/** Loaded at its first use: where the system lacks a library, only secrets must not work. */
async function using<T>(call: (keytar: typeof Keytar) => Promise<T>): Promise<T> {
  try {
    const { default: keytar } = await import("keytar");
    return await call(keytar);
  } catch (error) {
    throw keychainProblem(error);
  }
}

function keychainProblem(error: unknown): ProblemError {
  return problem("no-permission", "The computer's keychain cannot be used.", {
    next:
      process.platform === "linux"
        ? "Install and unlock a Secret Service, such as GNOME Keyring or KWallet, and try again."
        : "Unlock the keychain, allow Studio to use it, and try again.",
    details: error instanceof Error ? error.message : String(error),
  });
}
