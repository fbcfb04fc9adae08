// From the call of the official SDK to the first answer of the script's new version.
import Cloudflare from "cloudflare";
import { Client, edgeConfig, edgeFolder, runEdge, TOKEN } from "./support/edgeLoad.ts";
import { report } from "./support/report.ts";
import { summarize } from "./support/statistics.ts";

const UPLOADS = 100;
const NAMESPACE = "overskill-development-preview";

await using folder = await edgeFolder();
await using edge = await runEdge(edgeConfig(folder.path, []));
using visitor = new Client();
const { restUrl, publicPort } = edge.address;
const client = new Cloudflare({ apiToken: TOKEN, baseURL: restUrl, maxRetries: 0 });
const { namespaces } = client.workersForPlatforms.dispatch;
await namespaces.create({ account_id: "local", name: NAMESPACE });

await upload("warm-up", "warm-up");
const first: number[] = [];
for (let i = 0; i < UPLOADS; i++) first.push(await upload(`app${i}`, `first ${i}`));
const again: number[] = [];
for (let i = 0; i < UPLOADS; i++) again.push(await upload("app0", `again ${i}`));
const secrets: number[] = [];
for (let i = 0; i < UPLOADS / 2; i++) secrets.push(await putSecret(`secret ${i}`));

report(
  "edge-upload",
  {
    uploadMs: summarize(first),
    redeployMs: summarize(again),
    secretMs: summarize(secrets),
  },
  {},
);

/** Milliseconds until the script answers with its words. */
async function upload(script: string, words: string): Promise<number> {
  const code = `export default { fetch: (request, env) => new Response(env.KEY ?? ${JSON.stringify(words)}) }`;
  const metadata = { main_module: "main.js", compatibility_date: "2026-09-01" };
  const parts = {
    metadata: new File([JSON.stringify(metadata)], "metadata.json", { type: "application/json" }),
    "main.js": new File([code], "main.js", { type: "application/javascript+module" }),
  };
  const start = performance.now();
  await namespaces.scripts.update(
    script,
    { account_id: "local", dispatch_namespace: NAMESPACE, ...parts } as never,
    { headers: { "Content-Type": null } },
  );
  await expectAnswer(script, words);
  return performance.now() - start;
}

async function putSecret(text: string): Promise<number> {
  const start = performance.now();
  await namespaces.scripts.secrets.update("app1", {
    account_id: "local",
    dispatch_namespace: NAMESPACE,
    name: "KEY",
    text,
    type: "secret_text",
  });
  await expectAnswer("app1", text);
  return performance.now() - start;
}

async function expectAnswer(script: string, words: string): Promise<void> {
  const answer = await visitor.get(publicPort, `preview-${script}.localhost`);
  if (answer !== words) throw new Error(`${script} answered ${answer}, not ${words}`);
}
