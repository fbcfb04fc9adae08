import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";

const Manifest = z.object({ bin: z.union([z.string(), z.record(z.string(), z.string())]) });

export interface ToolOutput {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a package's own program with a text on its input, in the app's folder. It runs on this
 * process's Node and without a shell; the caller bounds its time by ending this process.
 */
export async function runTool(
  module: string,
  name: string,
  args: readonly string[],
  { root, input }: { readonly root: string; readonly input: string },
): Promise<ToolOutput> {
  const { bin } = Manifest.parse(
    JSON.parse(await readFile(path.join(module, "package.json"), "utf8")),
  );
  const program = typeof bin === "string" ? bin : bin[name];
  if (program === undefined) throw new Error(`${name} has no program of its name`);
  const child = spawn(process.execPath, [path.join(module, program), ...args], {
    cwd: root,
    stdio: ["pipe", "pipe", "pipe"],
    windowsHide: true,
  });
  const { promise, resolve, reject } = Promise.withResolvers<number | null>();
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
  child.once("error", reject);
  child.once("close", resolve);
  // A tool that ends without reading says why on its other streams.
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  const end = (): void => void child.kill("SIGKILL");
  process.once("exit", end);
  const code = await promise.finally(() => process.off("exit", end));
  return { code, stdout: stdout(), stderr: stderr() };
}

const MAX_OUTPUT = 16_000_000;

function collect(stream: NodeJS.ReadableStream): () => string {
  let text = "";
  stream.setEncoding("utf8");
  stream.on("data", (chunk: string) => {
    if (text.length < MAX_OUTPUT) text += chunk;
  });
  return () => text;
}
