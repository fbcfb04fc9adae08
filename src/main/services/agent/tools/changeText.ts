import { randomUUID } from "node:crypto";
import { z } from "zod";
import { FilePath } from "../../../../common/apps/filePath.ts";
import type { Risk, ToolStage } from "../../../../common/contracts/chat.ts";
import type { FileHash } from "../../../../common/contracts/files.ts";
import { problem } from "../../../../common/contracts/problem.ts";
import type { ToolText } from "../journal/toolFiles.ts";
import { isSecretFile, riskOfText } from "../safety/protectedFiles.ts";
import { realPathIn } from "../safety/realPathIn.ts";
import type { ToolContext, ToolResult } from "../tool.ts";
import type { Validation } from "../validation/validation.ts";
import { MASK } from "./secretText.ts";

export const WRITE_STAGES: readonly ToolStage[] = [
  "analyzing",
  "writing",
  "updating-preview",
  "validating",
  "complete",
];

export const WrittenText = z.object({
  path: FilePath,
  added: z.number().int(),
  removed: z.number().int(),
  lines: z.number().int(),
  bytes: z.number().int(),
  /** What validation found; empty when all is well, as far as it could be asked. */
  problems: z.array(z.string()),
  /** What was asked: `parse`, `preview`, `console`. */
  validated: z.array(z.string()),
});
export type WrittenText = z.infer<typeof WrittenText>;

/** What a change of a text may do, by the name that the file really has. */
export async function riskOfChange(
  root: string,
  change: { readonly path: FilePath; readonly before: string | null; readonly after: string },
): Promise<Risk> {
  const real = await realPathIn(root, change.path);
  const risks = [riskOfText(change), riskOfText({ ...change, path: real })];
  return risks.includes("protected-file")
    ? "protected-file"
    : risks.includes("packages")
      ? "packages"
      : "write";
}

export interface TextChange {
  /** What the text was made from; null for a new file. */
  readonly base: ToolText | null;
  readonly text: string;
}

/**
 * Writes a text and waits for what the parser, the compiler and the page say to it.
 *
 * @param make what to write, made while no other call works on the file.
 * @param written told of the version that stands then, before anyone else sees the file.
 */
export async function changeText(
  validation: Validation,
  context: ToolContext,
  change: {
    readonly path: FilePath;
    readonly make: () => Promise<TextChange>;
    readonly written?: (base: ToolText | null, hash: FileHash) => void;
  },
): Promise<ToolResult<WrittenText>> {
  const { path, make, written } = change;
  context.progress("analyzing", 10, path);
  const saveId = `agent-${randomUUID()}`;
  const { text, made, follow } = await context.alone([path], async () => {
    const { base, text } = await make();
    refuseMasked(path, text);
    context.progress("writing", 30, `${Buffer.byteLength(text).toLocaleString("en")} bytes`);
    const follow = validation.begin(context.appId, { path, saveId });
    const { change: made, hash } = await context.files.write({ path, base, text, saveId });
    written?.(base, hash);
    return { text, made, follow };
  });
  context.progress("updating-preview", 60, path);
  const onPreview = (): void => context.progress("validating", 80, path);
  const { diagnostics, asked } = await follow.answer({ text, context, onPreview });
  const { added, removed } = made;
  return {
    output: {
      path,
      added,
      removed,
      lines: text.replace(/\n$/, "").split("\n").length,
      bytes: Buffer.byteLength(text),
      problems: diagnostics.map(({ message }) => message),
      validated: [...asked],
    },
    summary: `${counted(added, removed)}${found(diagnostics.length)}`,
    diagnostics,
  };
}

function counted(added: number, removed: number): string {
  return added === 0 && removed === 0 ? "unchanged" : `+${added} −${removed} lines`;
}

function found(problems: number): string {
  return problems === 0 ? "" : `, ${problems === 1 ? "one problem" : `${problems} problems`}`;
}

/** Values that were not shown cannot be written back. */
function refuseMasked(path: FilePath, text: string): void {
  if (!isSecretFile(path) || !text.includes(MASK)) return;
  throw problem("invalid-input", `${path} holds values that are not shown.`, {
    next: "Ask the person to change this file.",
  });
}
