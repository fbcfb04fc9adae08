import { z } from "zod";
import type { AppId } from "../../../../common/apps/appId.ts";
import { FilePath } from "../../../../common/apps/filePath.ts";
import type { WorkspaceEdit } from "../../../../common/contracts/language.ts";
import { toProblem } from "../../../../common/contracts/problem.ts";
import { isProtectedFile } from "../safety/protectedFiles.ts";
import { realPathIn } from "../safety/realPathIn.ts";
import type { Tool, ToolContext } from "../tool.ts";
import { applyImportEdits } from "./applyImportEdits.ts";
import { BUILD_ONLY } from "./modes.ts";
import type { WriteToolParts } from "./writeTool.ts";

const Input = z.object({ from: FilePath, to: FilePath });
type Input = z.infer<typeof Input>;
const Output = z.object({
  to: FilePath,
  /** Files whose imports were changed with it. */
  imports: z.array(FilePath),
  /** Files whose imports still name the old place. */
  left: z.array(FilePath),
  /** Why imports were not looked for; null when they were. */
  unchecked: z.string().nullable(),
});

/** What importers of moved files have to become. Rejects where no language server answers. */
export type MoveEdits = (
  appId: AppId,
  moves: readonly { readonly from: FilePath; readonly to: FilePath }[],
) => Promise<WorkspaceEdit>;

/** Renames or moves a file, and the imports of it. */
export function renameTool(
  { rootOf }: Pick<WriteToolParts, "rootOf">,
  moveEdits: MoveEdits,
): Tool<Input, z.infer<typeof Output>> {
  return {
    name: "os-rename",
    description: "Renames or moves a file or folder, and changes the imports that name it.",
    input: Input,
    output: Output,
    modes: BUILD_ONLY,
    stages: ["analyzing", "writing", "complete"],
    subjects: ({ from, to }) => [from, to],
    async risk({ from, to }, { appId }) {
      const root = rootOf(appId);
      const real = [await realPathIn(root, from), await realPathIn(root, to)];
      const isProtected = [from, to, ...real].some(
        (path) => isProtectedFile(path) || /(?:^|\/)package\.json$/i.test(path),
      );
      return isProtected ? "protected-file" : "write";
    },
    summary: ({ from, to }) => `Rename ${from} to ${to}`,
    async execute({ from, to }, context) {
      context.progress("analyzing", 10, from);
      const edits = await importEdits(moveEdits, context, { from, to });
      context.progress("writing", 50, to);
      await context.alone([from, to], () => context.files.rename(from, to));
      const done = await editImports(edits.files, context, { from, to });
      const count = done.imports.length;
      return {
        output: { to, ...done, unchecked: edits.unchecked },
        summary: count === 0 ? "renamed" : `renamed, imports in ${count} files changed`,
      };
    },
  };
}

const LANGUAGE_MS = 8_000;

async function importEdits(
  moveEdits: MoveEdits,
  { appId }: ToolContext,
  move: Input,
): Promise<WorkspaceEdit & { readonly unchecked: string | null }> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(new Error("The language server is busy.")),
    LANGUAGE_MS,
  );
  try {
    const edits = await Promise.race([moveEdits(appId, [move]), late.promise]);
    return { ...edits, unchecked: null };
  } catch (error) {
    return { files: [], unchecked: toProblem(error).message };
  } finally {
    clearTimeout(timer);
  }
}

async function editImports(
  files: WorkspaceEdit["files"],
  context: ToolContext,
  { from, to }: Input,
): Promise<{ readonly imports: FilePath[]; readonly left: FilePath[] }> {
  const imports: FilePath[] = [];
  const left: FilePath[] = [];
  for (const { path: before, edits } of files) {
    const path = FilePath.parse(movedPath(before, from, to));
    try {
      await context.alone([path], async () => {
        const base = await context.files.peek(path);
        const text = base === null ? null : applyImportEdits(base.text, edits);
        if (text !== null) await context.files.write({ path, base, text });
        (text === null ? left : imports).push(path);
      });
    } catch (error) {
      if (context.signal.aborted) throw error;
      left.push(path);
    }
  }
  return { imports, left };
}

function movedPath(path: string, from: string, to: string): string {
  if (path === from) return to;
  return path.startsWith(`${from}/`) ? to + path.slice(from.length) : path;
}
