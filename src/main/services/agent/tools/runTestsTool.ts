import { z } from "zod";
import type { AppId } from "../../../../common/apps/appId.ts";
import { FilePath } from "../../../../common/apps/filePath.ts";
import { problem } from "../../../../common/contracts/problem.ts";
import type { Tool } from "../tool.ts";
import { BUILD_ONLY } from "./modes.ts";
import { type TestCommand, testCommand } from "./testCommand.ts";

/** Runs a test program of an app in a process of its own, with none of the person's variables. */
export type RunTests = (run: {
  readonly appId: AppId;
  readonly command: TestCommand;
  readonly onOutput: (text: string) => void;
  readonly signal: AbortSignal;
}) => Promise<{ readonly exitCode: number | null }>;

const Input = z.object({
  files: z.array(FilePath).max(50).default([]).describe("Only these test files; all when empty."),
});
const Output = z.object({
  passed: z.boolean(),
  exitCode: z.number().int().nullable(),
  /** The end of what the tests printed. */
  output: z.string(),
});

const KEPT_OUTPUT = 24_000;
const TESTS_MS = 3 * 60_000;

/** Runs the app's tests. They are code of the app: the person is asked first. */
export function runTestsTool(
  runTests: RunTests,
): Tool<z.infer<typeof Input>, z.infer<typeof Output>> {
  return {
    name: "os-run-tests",
    description:
      "Runs the app's tests by its own test script (Vitest or node --test) and returns what they print.",
    input: Input,
    output: Output,
    modes: BUILD_ONLY,
    stages: ["analyzing", "running", "complete"],
    timeoutMs: TESTS_MS,
    risk: () => "external-tool",
    summary: ({ files }) =>
      `Run the app's code on this computer: ${files.length === 0 ? "its tests" : files.join(", ")}`,
    async execute({ files }, { appId, files: appFiles, signal, progress, print }) {
      progress("analyzing", 5, "package.json");
      const packageFile = await appFiles.peek(FilePath.parse("package.json"));
      if (packageFile === null) throw problem("not-found", "The app has no package.json.");
      const command = testCommand(packageFile.text, files);
      progress("running", 20, command.program);
      let output = "";
      const onOutput = (text: string): void => {
        output = (output + text).slice(-KEPT_OUTPUT);
        print(text);
      };
      const { exitCode } = await runTests({ appId, command, onOutput, signal });
      const passed = exitCode === 0;
      return {
        output: { passed, exitCode, output },
        summary: passed ? "passed" : "failed",
        diagnostics: passed ? [] : [failure(output)],
      };
    },
  };
}

function failure(output: string) {
  const message = output.trim().slice(-2_000);
  return { source: "tests", severity: "error", path: null, line: null, message } as const;
}
