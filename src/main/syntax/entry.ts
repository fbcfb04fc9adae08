import { parse } from "vite";
import type { FromSyntax, SyntaxError, ToSyntax } from "./protocol.ts";

const MAX_ERRORS = 5;

/** The process that parses what agents write. It reads no file and ends with the host. */
process.on("message", (job: ToSyntax) => void answer(job));
process.on("disconnect", () => process.exit(0));

async function answer({ id, path, text }: ToSyntax): Promise<void> {
  const errors = await errorsOf(path, text);
  if (process.connected) process.send?.({ id, errors } satisfies FromSyntax);
}

async function errorsOf(path: string, text: string): Promise<SyntaxError[]> {
  try {
    if (path.endsWith(".json")) JSON.parse(text);
    else
      return (await parse(path, text)).errors.slice(0, MAX_ERRORS).map((each) => found(each, text));
    return [];
  } catch (error) {
    return [{ message: error instanceof Error ? error.message : String(error), line: 1 }];
  }
}

function found(
  error: { readonly message: string; readonly labels: readonly { readonly start: number }[] },
  text: string,
): SyntaxError {
  const at = error.labels[0]?.start ?? 0;
  return { message: error.message, line: text.slice(0, at).split("\n").length };
}
