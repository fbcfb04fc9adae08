import { z } from "zod";
import type { AppId } from "../../../../common/apps/appId.ts";
import { FilePath } from "../../../../common/apps/filePath.ts";
import type { ChatDiagnostic } from "../../../../common/contracts/chat.ts";
import type { FileTree } from "../../../../common/contracts/files.ts";
import type { Diagnostic } from "../../../../common/contracts/language.ts";
import { problem } from "../../../../common/contracts/problem.ts";
import type { Tool, ToolContext } from "../tool.ts";
import { typeDiagnostic } from "../validation/validation.ts";
import { EVERY_MODE } from "./modes.ts";

export interface TypeChecker {
  treeOf(appId: AppId): Promise<FileTree>;
  /** Null where the language server has no answer. */
  types(appId: AppId, path: FilePath, signal: AbortSignal): Promise<readonly Diagnostic[] | null>;
}

const Input = z.object({
  paths: z.array(FilePath).max(200).default([]).describe("Only these files; all when empty."),
});
const Output = z.object({
  checked: z.number().int(),
  errors: z.array(z.object({ path: FilePath, line: z.number().int(), message: z.string() })),
  more: z.number().int(),
});

const CODE = /\.[cm]?tsx?$/;
const MAX_ERRORS = 50;
const SIDE_BY_SIDE = 4;

/** Asks TypeScript's language server about the app's files. */
export function typecheckTool(
  checker: TypeChecker,
): Tool<z.infer<typeof Input>, z.infer<typeof Output>> {
  return {
    name: "os-typecheck",
    description: "Checks the app's TypeScript files and returns the errors.",
    input: Input,
    output: Output,
    modes: EVERY_MODE,
    stages: ["analyzing", "validating", "complete"],
    timeoutMs: 3 * 60_000,
    risk: () => null,
    summary: ({ paths }) => (paths.length === 0 ? "Check all types" : `Check ${paths.join(", ")}`),
    async execute({ paths }, context) {
      context.progress("analyzing", 5, "Looking for files");
      const files = paths.length > 0 ? paths : await codeFiles(checker, context.appId);
      const errors = await checkAll(checker, context, files);
      const diagnostics = errors.slice(0, MAX_ERRORS);
      return {
        output: {
          checked: files.length,
          errors: diagnostics.flatMap(({ path, line, message }) =>
            path === null ? [] : [{ path, line: line ?? 1, message }],
          ),
          more: errors.length - diagnostics.length,
        },
        summary: `${files.length} files checked, ${errors.length} errors`,
        diagnostics,
      };
    },
  };
}

async function codeFiles(checker: TypeChecker, appId: AppId): Promise<readonly FilePath[]> {
  const { entries } = await checker.treeOf(appId);
  return entries.flatMap(({ path, kind, ignored }) =>
    kind === "file" && !ignored && CODE.test(path) ? [path] : [],
  );
}

/** @throws `process-down` when the language server does not run. */
async function checkAll(
  checker: TypeChecker,
  { appId, signal, progress }: ToolContext,
  files: readonly FilePath[],
): Promise<readonly ChatDiagnostic[]> {
  const found = new Map<FilePath, readonly ChatDiagnostic[]>();
  let silent = 0;
  const waiting = [...files];
  const work = async (): Promise<void> => {
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      signal.throwIfAborted();
      const file = path;
      const said = await checker.types(appId, file, signal);
      if (said === null) silent += 1;
      const errors = (said ?? []).filter(({ severity }) => severity === "error");
      found.set(
        file,
        errors.map((each) => typeDiagnostic(file, each)),
      );
      const share = found.size / files.length;
      progress("validating", 10 + share * 85, `${found.size} of ${files.length} files`);
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
  if (silent > 0 && silent === files.length) {
    throw problem("process-down", "TypeScript's language server does not answer.");
  }
  return files.flatMap((file) => found.get(file) ?? []);
}
