import { z } from "zod";
import { problem } from "../../../../common/contracts/problem.ts";

/** A test program that runs within the jail, as Studio starts it. */
export interface TestCommand {
  readonly program: "vitest" | "node";
  /** What the app's script adds, without what would leave the jail. */
  readonly args: readonly string[];
}

const Package = z.object({ scripts: z.object({ test: z.string() }).partial().optional() });

/**
 * The app's own test script as arguments. No shell reads it: a script of more than one program,
 * or of another than Vitest and Node's own runner, is for the person's terminal.
 *
 * @throws `not-found` without a script, `invalid-input` for one that is not run here.
 */
export function testCommand(packageFile: string, files: readonly string[]): TestCommand {
  const words = scriptOf(packageFile).trim().split(/\s+/);
  if (words.some((word) => /[;&|<>$`"'(){}\\*?]/.test(word))) throw notRun(words.join(" "));
  const [program, ...rest] = words;
  if (program === "vitest") return vitest(rest, files);
  if (program === "node" && rest.includes("--test")) return nodeTests(rest, files);
  throw notRun(words.join(" "));
}

function vitest(rest: readonly string[], files: readonly string[]): TestCommand {
  const filters = rest.filter((word) => !word.startsWith("-") && !["run", "watch"].includes(word));
  // Threads, since the jail starts no process; no file is written but in the cache.
  const args = [
    "run",
    "--pool=threads",
    "--configLoader=runner",
    "--no-color",
    "--reporter=default",
  ];
  return { program: "vitest", args: [...args, ...(files.length > 0 ? files : filters)] };
}

function nodeTests(rest: readonly string[], files: readonly string[]): TestCommand {
  const filters = rest.filter((word) => !word.startsWith("-"));
  const args = ["--test", "--test-isolation=none", "--test-reporter=spec"];
  return { program: "node", args: [...args, ...(files.length > 0 ? files : filters)] };
}

function scriptOf(packageFile: string): string {
  const script = parsed(packageFile)?.scripts?.test;
  if (script !== undefined && script.trim() !== "") return script;
  throw problem("not-found", "The app has no test script.", {
    next: 'Add "test": "vitest run" to the scripts of package.json.',
  });
}

function parsed(text: string): z.infer<typeof Package> | undefined {
  try {
    return Package.safeParse(JSON.parse(text)).data;
  } catch {
    throw problem("invalid-input", "package.json is not valid JSON.");
  }
}

function notRun(script: string): Error {
  return problem("invalid-input", `Studio does not run "${script.slice(0, 200)}" for an agent.`, {
    next: "Run it in a terminal; agents run Vitest and node --test.",
  });
}
