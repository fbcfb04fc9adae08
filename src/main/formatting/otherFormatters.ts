import { runTool } from "./commandLine.ts";
import type { FormatJob } from "./protocol.ts";

interface Formatted {
  readonly text: string | null;
  readonly ignored: boolean;
}

/** Biome and oxfmt take the text on their input and find their configuration by its path. */
export async function formatByProgram(job: FormatJob): Promise<Formatted> {
  const { tool, root, file, text } = job;
  if (tool.name === "prettier") throw new Error("Prettier is not run as a program");
  const args =
    tool.name === "biome" ? ["format", `--stdin-file-path=${file}`] : [`--stdin-filepath=${file}`];
  const { code, stdout, stderr } = await runTool(tool.module, tool.name, args, {
    root,
    input: text,
  });
  if (UNKNOWN.test(stderr)) return { text: null, ignored: /ignored/i.test(stderr) };
  if (code !== 0) throw new Error(stderr.trim() === "" ? `it ended with code ${code}` : stderr);
  return { text: stdout, ignored: false };
}

/** What they say of a file that is not theirs to format. */
const UNKNOWN =
  /unsupported file|file (?:type|extension) is not supported|is ignored|were ignored|no files were processed|no such file extension/i;
