import { beforeEach, expect, it } from "vitest";
import { silentLog } from "../../../common/base/log.ts";
import { problem, toProblem } from "../../../common/contracts/problem.ts";
import { type AccountCredentials, CloudflareAccount } from "./cloudflareAccount.ts";

const ACCOUNT = "0123456789abcdef0123456789abcdef";
const OTHER = "fedcba9876543210fedcba9876543210";
const input = { accountId: ACCOUNT, token: "the-token-of-the-person", domain: "apps.example.com" };

let kept: Map<string, string>;
let checked: AccountCredentials[];
let refuse: Error | undefined;
let version: string;

beforeEach(() => {
  kept = new Map();
  checked = [];
  refuse = undefined;
  version = "1";
});

function open(): CloudflareAccount {
  return new CloudflareAccount({
    secrets: {
      read: async (name) => kept.get(name) ?? null,
      write: async (name, value) => void kept.set(name, value),
      remove: async (name) => void kept.delete(name),
    },
    check: async (credentials) => {
      checked.push(credentials);
      if (refuse !== undefined) throw refuse;
    },
    deploy: async (_credentials, onStage) => {
      onStage("platform");
      if (refuse !== undefined) throw refuse;
    },
    inspect: async () => [{ id: "token", problem: null }],
    platformVersion: () => version,
    now: () => 1_000,
    log: silentLog,
  });
}

async function stored(): Promise<AccountCredentials | null> {
  return await open().credentials();
}

it("is there again after a restart, and its status never tells the token", async () => {
  const account = open();
  const told: unknown[] = [];
  account.onChange((status) => told.push(status));
  await account.link(input);
  const again = open();
  const credentials = await again.credentials();
  expect(credentials).toMatchObject(input);
  expect(credentials).toEqual(checked[0]);
  expect(again.value).toEqual({
    rev: 1,
    accountId: ACCOUNT,
    domain: input.domain,
    problem: null,
    platform: { state: "missing", stage: null, deployedAt: null, problem: null },
  });
  expect(JSON.stringify([told, again.value])).not.toContain(input.token);
});

it("keeps the room secret when the same account gets another token, and no other's", async () => {
  const account = open();
  await account.link(input);
  const first = await stored();
  await account.link({ ...input, token: "another-token-of-it" });
  const second = await stored();
  await account.link({ ...input, accountId: OTHER });
  const third = await stored();
  expect(second).toEqual({ ...first, token: "another-token-of-it" });
  expect(third?.roomSecret).not.toBe(first?.roomSecret);
});

it("stays as it was when the account refuses", async () => {
  const account = open();
  await account.link(input);
  refuse = problem("account-refused", "Cloudflare refused: Invalid API token");
  const reason = account.link({ ...input, accountId: OTHER }).catch((error: unknown) => error);
  expect(toProblem(await reason).message).toBe("Cloudflare refused: Invalid API token");
  expect([account.value.accountId, (await stored())?.accountId]).toEqual([ACCOUNT, ACCOUNT]);
});

it("is gone from the keychain when it is unlinked", async () => {
  const account = open();
  await account.link(input);
  await account.unlink();
  expect([account.value.accountId, await account.credentials(), kept.size]).toEqual([
    null,
    null,
    0,
  ]);
});

it("says that a damaged entry cannot be read, without quoting it", async () => {
  kept.set("cloudflare-account", JSON.stringify({ accountId: ACCOUNT, token: "tok-of-mine" }));
  const account = open();
  expect(await account.credentials()).toBeNull();
  expect(account.value.problem).toEqual({
    code: "invalid-input",
    message: "What the keychain holds of the account cannot be read.",
    next: "Link the account again.",
  });
});

it("tells the steps of a deployment, and after a restart whether it is of this Studio", async () => {
  const account = open();
  await account.link(input);
  const told: unknown[] = [];
  account.onChange(({ platform }) => told.push([platform.state, platform.stage]));
  await account.deployPlatform();
  expect(told).toEqual([
    ["deploying", null],
    ["deploying", "platform"],
    ["deployed", null],
  ]);
  version = "2";
  const again = open();
  await again.credentials();
  expect(again.value.platform).toMatchObject({ state: "outdated", deployedAt: 1_000 });
});

it("says why a deployment failed, and deploys nothing without an account", async () => {
  const account = open();
  const unlinked = account.deployPlatform().catch((error: unknown) => toProblem(error).message);
  expect(await unlinked).toBe("No account is linked.");
  await account.link(input);
  refuse = problem("account-refused", "Cloudflare refused: no");
  await account.deployPlatform().catch(() => undefined);
  expect(account.value.platform).toMatchObject({
    state: "missing",
    problem: { message: "Cloudflare refused: no" },
  });
});
