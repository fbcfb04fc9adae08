import type { LanguageModelUsage } from "ai";
import type { Usage } from "../../../../common/contracts/chat.ts";
import type { OpenModel } from "../agentPorts.ts";

/** What a step used, as the provider counted it. */
export function usageOf(model: Pick<OpenModel, "cost">, used: LanguageModelUsage): Usage {
  const { cacheReadTokens, cacheWriteTokens, noCacheTokens } = used.inputTokenDetails;
  const cacheRead = cacheReadTokens ?? 0;
  const cacheWrite = cacheWriteTokens ?? 0;
  const all = used.inputTokens ?? 0;
  const tokens = {
    input: noCacheTokens ?? Math.max(0, all - cacheRead - cacheWrite),
    cacheRead,
    cacheWrite,
    output: used.outputTokens ?? 0,
  };
  return { ...tokens, costUsd: model.cost(tokens) };
}
