import { z } from "zod";
import type { AppId } from "../../../../common/apps/appId.ts";
import { FilePath } from "../../../../common/apps/filePath.ts";
import type { Tool } from "../tool.ts";
import type { Validation } from "../validation/validation.ts";
import { changeText, riskOfChange, WRITE_STAGES, WrittenText } from "./changeText.ts";
import { refuseLeftOut } from "./leftOutMark.ts";
import { BUILD_ONLY } from "./modes.ts";

const Input = z.object({
  path: FilePath,
  content: z.string().max(1_000_000).describe("The whole file, nothing left out."),
});
type Input = z.infer<typeof Input>;

export interface WriteToolParts {
  readonly validation: Validation;
  /** The app's folder, without links. @throws `not-found` while it is not open. */
  readonly rootOf: (appId: AppId) => string;
}

/** Writes a whole file, new or in the place of the old one. */
export function writeTool({ validation, rootOf }: WriteToolParts): Tool<Input, WrittenText> {
  return {
    name: "os-write",
    description:
      "Creates a file or replaces all of it. Write the complete content. View an existing file first; for small changes use os-line-replace or os-apply-patch.",
    input: Input,
    output: WrittenText,
    modes: BUILD_ONLY,
    stages: WRITE_STAGES,
    streamed: ["path", "content"],
    subjects: ({ path }) => [path],
    async risk({ path, content }, { appId, files }) {
      const before = (await files.peek(path))?.text ?? null;
      return riskOfChange(rootOf(appId), { path, before, after: content });
    },
    summary: ({ path }) => `Write ${path}`,
    async preview({ path, content }, { files }) {
      return [await files.draft(path, await files.peek(path), content)];
    },
    execute({ path, content }, context) {
      return changeText(validation, context, {
        path,
        make: async () => {
          const base = await context.files.peek(path);
          if (base !== null) context.files.requireSeen(base);
          refuseLeftOut(content, base?.text ?? "");
          return { base, text: content };
        },
      });
    },
  };
}
