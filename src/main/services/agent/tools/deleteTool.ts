import { z } from "zod";
import { FilePath } from "../../../../common/apps/filePath.ts";
import { isProtectedFile } from "../safety/protectedFiles.ts";
import { realPathIn } from "../safety/realPathIn.ts";
import type { Tool } from "../tool.ts";
import { BUILD_ONLY } from "./modes.ts";
import type { WriteToolParts } from "./writeTool.ts";

const Input = z.object({ path: FilePath });
type Input = z.infer<typeof Input>;
const Output = z.object({ path: FilePath, removedLines: z.number().int() });

/** Moves a file or folder to the trash. */
export function deleteTool({
  rootOf,
}: Pick<WriteToolParts, "rootOf">): Tool<Input, z.infer<typeof Output>> {
  return {
    name: "os-delete",
    description: "Moves a file or a folder of the app to the trash.",
    input: Input,
    output: Output,
    modes: BUILD_ONLY,
    stages: ["analyzing", "writing", "complete"],
    subjects: ({ path }) => [path],
    async risk({ path }, { appId }) {
      const real = await realPathIn(rootOf(appId), path);
      return isProtectedFile(path) || isProtectedFile(real) ? "protected-file" : "delete";
    },
    summary: ({ path }) => `Delete ${path}`,
    async preview({ path }, { files }) {
      const text = await files.peek(path).catch(() => null);
      return [await files.draft(path, text, null)];
    },
    async execute({ path }, { alone, files, progress }) {
      progress("writing", 40, path);
      const { removed } = await alone([path], () => files.remove(path));
      return { output: { path, removedLines: removed }, summary: "moved to the trash" };
    },
  };
}
