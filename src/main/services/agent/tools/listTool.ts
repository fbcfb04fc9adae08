import { z } from "zod";
import type { AppId } from "../../../../common/apps/appId.ts";
import { FilePath, isWithin } from "../../../../common/apps/filePath.ts";
import type { FileTree } from "../../../../common/contracts/files.ts";
import type { Tool } from "../tool.ts";
import { EVERY_MODE } from "./modes.ts";

const Input = z.object({
  folder: FilePath.nullable().default(null).describe("Null for the app's own folder."),
});
const Output = z.object({
  /** `src/` is a folder; what .gitignore leaves out is not listed. */
  entries: z.array(z.string()),
  more: z.number().int(),
});

const MAX_ENTRIES = 1_000;

/** Lists the files of the app. */
export function listTool(
  treeOf: (appId: AppId) => Promise<FileTree>,
): Tool<z.infer<typeof Input>, z.infer<typeof Output>> {
  return {
    name: "os-list",
    description: "Lists the files and folders of the app, or of one of its folders, at any depth.",
    input: Input,
    output: Output,
    modes: EVERY_MODE,
    stages: ["reading", "complete"],
    risk: () => null,
    summary: ({ folder }) => `List ${folder ?? "all files"}`,
    async execute({ folder }, context) {
      context.progress("reading", 20, folder ?? "All files");
      const { entries } = await treeOf(context.appId);
      const found = entries
        .filter(({ path, ignored }) => !ignored && path !== folder && isWithin(folder ?? "", path))
        .map(({ path, kind }) => (kind === "folder" ? `${path}/` : path));
      return {
        output: {
          entries: found.slice(0, MAX_ENTRIES),
          more: Math.max(0, found.length - MAX_ENTRIES),
        },
        summary: `${found.length} entries`,
      };
    },
  };
}
