import { z } from "zod";
import { FilePath } from "../../../../common/apps/filePath.ts";
import { problem } from "../../../../common/contracts/problem.ts";
import type { Tool, ToolContext } from "../tool.ts";
import {
  changeText,
  riskOfChange,
  type TextChange,
  WRITE_STAGES,
  WrittenText,
} from "./changeText.ts";
import { refuseLeftOut } from "./leftOutMark.ts";
import { BUILD_ONLY } from "./modes.ts";
import { applyPatch, parsePatch } from "./patch.ts";
import type { WriteToolParts } from "./writeTool.ts";

const Input = z.object({
  path: FilePath,
  patch: z.string().max(1_000_000).describe("One or more SEARCH/REPLACE blocks."),
});
type Input = z.infer<typeof Input>;

/** Changes places of a file that are named by what they hold. */
export function applyPatchTool({ validation, rootOf }: WriteToolParts): Tool<Input, WrittenText> {
  return {
    name: "os-apply-patch",
    description:
      "Changes a file by blocks of `<<<<<<< SEARCH`, the lines as they are, `=======`, the new lines, `>>>>>>> REPLACE`. The lines searched for must be in the file exactly once.",
    input: Input,
    output: WrittenText,
    modes: BUILD_ONLY,
    stages: WRITE_STAGES,
    streamed: ["path", "patch"],
    subjects: ({ path }) => [path],
    async risk(input, context) {
      const { base, text } = await patched(input, context);
      const before = base?.text ?? null;
      return riskOfChange(rootOf(context.appId), { path: input.path, before, after: text });
    },
    summary: ({ path }) => `Edit ${path}`,
    async preview(input, context) {
      const { base, text } = await patched(input, context);
      return [await context.files.draft(input.path, base, text)];
    },
    execute(input, context) {
      const make = (): Promise<TextChange> => patched(input, context);
      return changeText(validation, context, { path: input.path, make });
    },
  };
}

async function patched({ path, patch }: Input, { files }: ToolContext): Promise<TextChange> {
  const base = await files.peek(path);
  if (base === null) {
    throw problem("not-found", `There is no file ${path}.`, { next: "Create it with os-write." });
  }
  const blocks = parsePatch(patch);
  for (const { search, replace } of blocks) refuseLeftOut(replace, search);
  return { base, text: applyPatch(path, base.text, blocks) };
}
