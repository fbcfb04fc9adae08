import { z } from "zod";
import type { LintFinding } from "../../common/contracts/formatting.ts";
import { runTool } from "./commandLine.ts";
import type { LintJob } from "./protocol.ts";
import { placesIn } from "./textPlaces.ts";

const Report = z.object({
  diagnostics: z.array(
    z.object({
      message: z.string(),
      code: z.string().nullish(),
      severity: z.string(),
      help: z.string().nullish(),
      labels: z.array(z.object({ span: z.object({ offset: z.int(), length: z.int() }) })),
    }),
  ),
});
type Found = z.infer<typeof Report>["diagnostics"][number];

/** Oxlint reads the file from the disk: the text only says where its bytes stand in lines. */
export async function lintWithOxlint(job: LintJob): Promise<readonly LintFinding[]> {
  const args = ["--format=json", "--no-error-on-unmatched-pattern", job.file];
  const { stdout, stderr, code } = await runTool(job.tool.module, "oxlint", args, {
    root: job.root,
    input: "",
  });
  if (!stdout.trimStart().startsWith("{")) {
    throw new Error(`${stdout}${stderr}`.trim() || `it ended with code ${code}`);
  }
  const bytes = Buffer.from(job.text, "utf8");
  const places = placesIn(job.text);
  const at = (offset: number) => places.at(bytes.subarray(0, offset).toString("utf8").length);
  return Report.parse(JSON.parse(stdout)).diagnostics.map((found) => findingOf(found, at));
}

function findingOf(
  { message, code, severity, help, labels }: Found,
  at: (offset: number) => { line: number; character: number },
): LintFinding {
  const span = labels[0]?.span ?? { offset: 0, length: 0 };
  return {
    diagnostic: {
      range: { start: at(span.offset), end: at(span.offset + span.length) },
      severity: severity === "error" ? "error" : "warning",
      message: help === null || help === undefined ? message : `${message}\n${help}`,
      source: "oxlint",
      code: code ?? "",
    },
    fixes: [],
  };
}
