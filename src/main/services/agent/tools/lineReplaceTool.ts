import { z } from "zod";
import { FilePath } from "../../../../common/apps/filePath.ts";
import { problem } from "../../../../common/contracts/problem.ts";
import type { ToolText } from "../journal/toolFiles.ts";
import type { Tool, ToolContext } from "../tool.ts";
import { changeText, riskOfChange, WRITE_STAGES, WrittenText } from "./changeText.ts";
import { refuseLeftOut } from "./leftOutMark.ts";
import { LineEdit } from "./lineEdits.ts";
import { BUILD_ONLY } from "./modes.ts";
import type { WriteToolParts } from "./writeTool.ts";

const Input = z.object({ path: FilePath, ...LineEdit.shape });
type Input = z.infer<typeof Input>;

/** Replaces lines of a file by their numbers, when they hold what is expected. */
export function lineReplaceTool(parts: WriteToolParts): Tool<Input, WrittenText> {
  const { validation, rootOf } = parts;
  return {
    name: "os-line-replace",
    description:
      "Replaces lines `first` to `last` of a file by `replace`. `search` is exactly what these lines hold now. To insert before a line, set `last` to `first` - 1 and leave `search` empty. Several calls of one step all mean the file as it was before the step.",
    input: Input,
    output: WrittenText,
    modes: BUILD_ONLY,
    stages: WRITE_STAGES,
    streamed: ["path", "replace"],
    subjects: ({ path }) => [path],
    async risk(input, context) {
      const { before, text } = await context.alone([input.path], () => edited(input, context));
      return riskOfChange(rootOf(context.appId), {
        path: input.path,
        before: before.text,
        after: text,
      });
    },
    summary: ({ path, first, last }) =>
      last < first
        ? `Insert at line ${first} of ${path}`
        : `Edit lines ${first}–${last} of ${path}`,
    async preview(input, context) {
      const { before, text } = await context.alone([input.path], () => edited(input, context));
      return [await context.files.draft(input.path, before, text)];
    },
    execute(input, context) {
      return changeText(validation, context, {
        path: input.path,
        make: async () => {
          const { before, text } = await edited(input, context);
          context.files.requireSeen(before);
          refuseLeftOut(input.replace, input.search);
          return { base: before, text };
        },
        written: (base, hash) => {
          if (base !== null) context.step.written(base, [input], hash);
        },
      });
    },
  };
}

async function edited(
  input: Input,
  { files, step }: ToolContext,
): Promise<{ readonly before: ToolText; readonly text: string }> {
  const before = await files.peek(input.path);
  if (before === null) throw problem("not-found", `There is no file ${input.path}.`);
  return { before, ...step.edit(before, [input]) };
}
