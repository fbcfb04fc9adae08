// `npm run check`: the one gate. Every step runs, so that one run tells all that is wrong.
import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import { prepare, readJson, root, runMain, runToEnd, say } from "./prepare.mjs";

const REPORT = "out/test-results/vitest.json";

/** The unit tests take minutes; what takes longer hangs. */
const GATE_MS = 15 * 60_000;

/** Each is a program of our packages, so that no other version on the PATH can answer. */
const STEPS = [
  { name: "format", program: "oxfmt/bin/oxfmt", args: ["--check", "."] },
  // A build info of an earlier run can keep an error that is mended; a whole build takes seconds.
  { name: "types", program: "typescript/bin/tsc", args: ["-b", "--force"] },
  { name: "lint", program: "oxlint/bin/oxlint", args: ["--deny-warnings"] },
  { name: "dead code", program: "knip/bin/knip.js", args: [] },
];

/** Runs the gate and returns its counts; a step counts as one test. */
export async function check(node) {
  let passed = 0;
  const failed = [];
  for (const { name, program, args } of STEPS) {
    say(`check: ${name}`);
    const code = await runToEnd(node, [path.join(root, "node_modules", program), ...args]);
    if (code === 0) passed += 1;
    else failed.push(name);
  }
  const tests = await runTests(node);
  if (tests.code !== 0 && tests.failed === 0) failed.push("tests did not run to their end");
  if (failed.length > 0) say(`check failed: ${failed.join(", ")}`);
  return { passed: passed + tests.passed, failed: failed.length + tests.failed };
}

async function runTests(node) {
  say("check: tests");
  rmSync(path.join(root, REPORT), { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${REPORT}`];
  const program = path.join(root, "node_modules/vitest/vitest.mjs");
  const code = await runToEnd(node, [program, "run", ...reporters], { timeoutMs: GATE_MS });
  const report = existsSync(path.join(root, REPORT)) ? readJson(REPORT) : {};
  return { code, passed: report.numPassedTests ?? 0, failed: report.numFailedTests ?? 0 };
}

if (path.resolve(process.argv[1]) === path.join(root, "scripts/check.mjs")) {
  await runMain(async () => {
    const { passed, failed } = await check(await prepare());
    say(`check: ${passed} passed, ${failed} failed`);
    return failed === 0 ? 0 : 1;
  });
}
