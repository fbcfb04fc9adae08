import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ProblemError, type Problem } from "../../../common/contracts/problem.ts";
import { ACCOUNT, TestEdge, TOKEN } from "../../edge/testing/testEdge.ts";
import type { ScriptUpload } from "../workersPlatform.ts";
import { CallBudget } from "./callBudget.ts";
import { CloudflarePlatform, type CloudflareTarget } from "./cloudflarePlatform.ts";
import { kvBatches } from "./kvBatches.ts";

let edge: TestEdge;
let platform: CloudflarePlatform;

const targetOf = (change: Partial<CloudflareTarget> = {}): CloudflareTarget => ({
  id: "local",
  kind: "local",
  accountId: ACCOUNT.account_id,
  token: TOKEN,
  environment: "development",
  restUrl: edge.edge.restUrl,
  publicPort: edge.edge.publicPort,
  ...change,
});

const script = (name: string, change: Partial<ScriptUpload> = {}): ScriptUpload => ({
  stage: "preview",
  name,
  mainModule: "main.js",
  modules: {
    "main.js":
      'import { words } from "./words.js"; export default { fetch: (r, env) => new Response(words + env.WHO) }',
    "words.js": 'export const words = "hello ";',
  },
  bindings: [{ type: "plain_text", name: "WHO", text: "builder" }],
  tags: [`app-${name}`],
  compatibilityDate: "2026-09-01",
  ...change,
});

const problemOf = (work: Promise<unknown>): Promise<Problem> =>
  work.then(
    () => Promise.reject(new Error("it should have been refused")),
    (error: unknown) => {
      if (error instanceof ProblemError) return error.problem;
      throw error;
    },
  );

beforeAll(async () => {
  edge = await TestEdge.start();
  platform = new CloudflarePlatform(targetOf());
  await platform.prepare("preview");
});

afterAll(() => edge[Symbol.asyncDispose]());

describe("scripts", () => {
  it("are served after their upload, told by their etag, and gone after their deletion", async () => {
    const { etag } = await platform.uploadScript(script("jwbqqn"));
    const host = new URL(platform.appOrigin("preview", "jwbqqn")).hostname;
    const served = await edge.visit(host);
    const known = await platform.scriptEtag("preview", "jwbqqn");
    await platform.deleteScript("preview", "jwbqqn");
    const gone = await edge.visit(host);
    expect({ served: served.text, known, gone: gone.status }).toEqual({
      served: "hello builder",
      known: etag,
      gone: 404,
    });
    expect(await platform.scriptEtag("preview", "jwbqqn")).toBeNull();
    await platform.deleteScript("preview", "jwbqqn");
  });

  it("can be prepared for twice", async () => {
    await platform.prepare("preview");
    await new CloudflarePlatform(targetOf()).prepare("preview");
    const { result } = await edge.namespaces.list(ACCOUNT);
    expect(result.map(({ namespace_name }) => namespace_name)).toEqual([
      "overskill-development-preview",
    ]);
  });
});

it("writes values, text and bytes, where a script and the SDK read them", async () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
  await platform.putValues("preview", [
    { key: "b/text", value: "wörter" },
    { key: "b/bytes", value: bytes },
  ]);
  const [namespace] = (await edge.client.kv.namespaces.list(ACCOUNT)).result;
  const read = async (key: string) => {
    const params = { ...ACCOUNT, namespace_id: namespace?.id ?? "" };
    return new Uint8Array(
      await (await edge.client.kv.namespaces.values.get(key, params)).arrayBuffer(),
    );
  };
  expect(new TextDecoder().decode(await read("b/text"))).toBe("wörter");
  expect(await read("b/bytes")).toEqual(bytes);
});

describe("a refusal", () => {
  it("carries the account's own sentence", async () => {
    const refused = await problemOf(
      platform.uploadScript(script("jwbqqn", { mainModule: "nope.js" })),
    );
    expect(refused).toEqual({
      code: "account-refused",
      message: "The local edge refused: No such module: nope.js (code 10021)",
      details: "HTTP 400: No such module: nope.js (code 10021)",
    });
  });

  it("of the token tells to check it", async () => {
    const stranger = new CloudflarePlatform(targetOf({ token: "not-the-token-of-the-edge" }));
    expect(await problemOf(stranger.prepare("preview"))).toMatchObject({
      code: "account-refused",
      next: "Check the account's token and its permissions.",
    });
  });

  it("for too many calls comes at once, without waiting as the server asks", async () => {
    await using strict = await TestEdge.start({ callLimit: 1 });
    const limited = new CloudflarePlatform(
      targetOf({ kind: "cloudflare", restUrl: strict.edge.restUrl }),
    );
    expect(await problemOf(limited.prepare("preview"))).toMatchObject({
      code: "account-refused",
      message: "Cloudflare allows no more calls for now.",
    });
  });

  it("is `offline` when nobody answers", async () => {
    const nobody = new CloudflarePlatform(targetOf({ restUrl: "http://127.0.0.1:9/client/v4" }));
    expect(await problemOf(nobody.prepare("preview"))).toMatchObject({
      code: "offline",
      message: "The local edge could not be reached.",
    });
  });

  it("is `cancelled` when the caller has stopped", async () => {
    const stopped = platform.uploadScript(script("jwbqqn"), AbortSignal.abort());
    expect(await problemOf(stopped)).toMatchObject({ code: "cancelled" });
  });
});

it("names an account's apps by their public address", () => {
  const { restUrl: _, publicPort: __, ...account } = targetOf({ id: "acc", kind: "cloudflare" });
  const remote = new CloudflarePlatform(account);
  const own = new CloudflarePlatform({ ...account, domain: "apps.example.com" });
  expect({
    origin: remote.appOrigin("preview", "jwbqqn"),
    address: remote.connectAddress("production", "jwbqqn"),
    own: own.connectAddress("preview", "jwbqqn"),
  }).toEqual({
    own: { host: "preview-jwbqqn.apps.example.com", port: 443, tls: true },
    origin: "https://preview-jwbqqn.overskill.app",
    address: { host: "jwbqqn.overskill.app", port: 443, tls: true },
  });
});

it("spends 1,200 calls at once, and then four a second", () => {
  let now = 0;
  const budget = new CallBudget(1_200, () => now);
  const first = Array.from({ length: 1_200 }, () => budget.reserve());
  const over = [budget.reserve(), budget.reserve()];
  now += 1_000;
  const later = budget.reserve();
  expect({ waited: first.filter((delay) => delay > 0), over, later }).toEqual({
    waited: [],
    over: [250, 500],
    later: 0,
  });
});

it("packs bulk writes by count and by size", () => {
  const many = Array.from({ length: 10_001 }, (_, i) => ({ key: `k${i}`, value: "v" }));
  const large = Array.from({ length: 3 }, (_, i) => ({
    key: `l${i}`,
    value: "x".repeat(40_000_000),
  }));
  const sizes = (values: typeof many) => [...kvBatches(values)].map((batch) => batch.length);
  expect([sizes(many), sizes(large), sizes([])]).toEqual([[10_000, 1], [2, 1], []]);
});
