import { z } from "zod";

const Shown = z.object({
  model_info: z.record(z.string(), z.unknown()).default({}),
  capabilities: z.array(z.string()).default([]),
});

const Tags = z.object({ models: z.array(z.object({ name: z.string() })) });

/** Enough for an app's files and a conversation; more costs memory that many computers lack. */
const WANTED_CONTEXT = 65_536;
const TIMEOUT_MS = 5_000;

export interface OllamaModel {
  /** The window that is asked for: Ollama's own default is 4,096 and cuts without a word. */
  readonly numCtx: number;
  readonly canCallTools: boolean;
  readonly canSee: boolean;
}

/** What a model of an Ollama can do. Rejects when it does not answer. */
export async function ollamaModel(
  baseUrl: string,
  model: string,
  signal: AbortSignal,
): Promise<OllamaModel> {
  const answer = await fetch(new URL("/api/show", baseUrl), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ model }),
    signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
  });
  if (!answer.ok) throw new Error(`Ollama answered ${answer.status} about ${model}`);
  const { model_info: info, capabilities } = Shown.parse(await answer.json());
  const key = Object.keys(info).find((name) => name.endsWith(".context_length"));
  const most = z
    .number()
    .int()
    .positive()
    .safeParse(info[key ?? ""]);
  return {
    numCtx: most.success ? Math.min(most.data, WANTED_CONTEXT) : WANTED_CONTEXT,
    canCallTools: capabilities.includes("tools"),
    canSee: capabilities.includes("vision"),
  };
}

/** Names of the models that are there. */
export async function ollamaModels(baseUrl: string, signal: AbortSignal): Promise<string[]> {
  const answer = await fetch(new URL("/api/tags", baseUrl), { signal });
  return Tags.parse(await answer.json()).models.map(({ name }) => name);
}
