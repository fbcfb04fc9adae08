// `npm test`: prepares the machine, then the gate, the build and the end-to-end suite. Everything
// runs even when something before it failed; the last line counts.
//
//   npm test -- [arguments of Playwright for the end-to-end part]
import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import { check } from "./check.mjs";
import {
  buildIfStale,
  prepare,
  readJson,
  root,
  runMain,
  runToEnd,
  say,
  SetupError,
} from "./prepare.mjs";
import { prepareBrowser } from "./prepareBrowser.mjs";

const REPORT = "out/test-results/e2e.json";
/** It takes 20 to 30 minutes on two processors; where something hangs, it ends all the same. */
const TOTAL_MS = 45 * 60_000;

await runMain(async () => {
  const deadline = Date.now() + TOTAL_MS;
  const node = await prepare();
  process.env.STUDIO_CHROMIUM = prepareBrowser(node);
  const gate = await check(node);
  const e2e = await buildAndRun(node, deadline);
  const failed = gate.failed + e2e.failed;
  say(`check: ${gate.passed} passed, ${gate.failed} failed`);
  say(`end to end: ${e2e.passed} passed, ${e2e.failed} failed, ${e2e.skipped} skipped`);
  console.log(`${gate.passed + e2e.passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});

async function buildAndRun(node, deadline) {
  try {
    await buildIfStale(node);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(error.message);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  return await runEndToEnd(node, Math.max(deadline - Date.now(), 60_000));
}

async function runEndToEnd(node, timeoutMs) {
  say("end to end");
  rmSync(path.join(root, REPORT), { force: true });
  const program = path.join(root, "node_modules/@playwright/test/cli.js");
  const args = [program, "test", ...process.argv.slice(2)];
  const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: path.join(root, REPORT) };
  const code = await runToEnd(node, args, { env, timeoutMs });
  if (!existsSync(path.join(root, REPORT))) return { passed: 0, failed: 1, skipped: 0 };
  const { stats, suites } = readJson(REPORT);
  for (const reason of new Set(suites.flatMap(skipReasons))) say(`skipped: ${reason}`);
  // The runner can fail without a failed test, for one when it was cut short.
  const failed = stats.unexpected === 0 && code !== 0 ? 1 : stats.unexpected;
  return { passed: stats.expected + stats.flaky, failed, skipped: stats.skipped };
}

/** Why tests of a suite, and of the suites in it, did not run. */
function skipReasons({ specs, suites = [] }) {
  const own = specs.flatMap((spec) => spec.tests.flatMap((test) => test.annotations));
  const reasons = own.flatMap(({ type, description }) => (type === "skip" ? [description] : []));
  return [...reasons.filter((reason) => reason), ...suites.flatMap(skipReasons)];
}
