import { createAnthropic } from "@ai-sdk/anthropic";
import { createGoogle } from "@ai-sdk/google";
import { createOpenAI } from "@ai-sdk/openai";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { createOllama } from "ai-sdk-ollama";
import { unreachable } from "../../../../common/base/assert.ts";
import type { ProviderKind } from "../../../../common/contracts/chat.ts";
import { problem } from "../../../../common/contracts/problem.ts";
import type { OpenModel } from "../agentPorts.ts";
import { costOf, knownModel } from "./knownModels.ts";
import { ollamaModel } from "./ollama.ts";

export interface ProviderAccess {
  readonly id: string;
  readonly kind: ProviderKind;
  readonly baseUrl: string | null;
  readonly key: string | null;
}

const OLLAMA = "http://127.0.0.1:11434";

/**
 * A model of a provider, as an object: a model that the SDK is given as a string goes to another
 * company's gateway.
 *
 * @throws `account-refused` without a key where one is needed; `offline` when a local provider
 *   does not answer.
 */
export async function openModel(
  access: ProviderAccess,
  id: string,
  signal: AbortSignal,
): Promise<OpenModel> {
  const { kind, id: provider } = access;
  const opened = await modelOf(access, id, signal);
  return {
    ...opened,
    provider,
    id,
    kind,
    cost: (usage) => costOf(kind, id, usage),
  };
}

type Opened = Pick<OpenModel, "model" | "contextTokens" | "acceptsImages">;

async function modelOf(access: ProviderAccess, id: string, signal: AbortSignal): Promise<Opened> {
  const contextTokens = knownModel(access.kind, id)?.contextTokens ?? null;
  const known = { contextTokens, acceptsImages: true };
  const address = access.baseUrl === null ? {} : { baseURL: access.baseUrl };
  switch (access.kind) {
    case "anthropic":
      return { ...known, model: createAnthropic({ ...address, apiKey: keyOf(access) })(id) };
    case "openai":
      return { ...known, model: createOpenAI({ ...address, apiKey: keyOf(access) })(id) };
    case "google":
      return { ...known, model: createGoogle({ ...address, apiKey: keyOf(access) })(id) };
    case "ollama":
      return ollama(access.baseUrl ?? OLLAMA, id, signal);
    case "compatible":
      // Nothing tells which of its models can see; one that cannot refuses the conversation.
      return { contextTokens, acceptsImages: false, model: compatible(access, id) };
    default:
      return unreachable(access.kind);
  }
}

function keyOf({ key }: ProviderAccess): string {
  if (key !== null) return key;
  throw problem("account-refused", "This provider has no key.", {
    next: "Enter its key in the settings of the chat.",
  });
}

/** Many such servers run on the person's own computer and ask for no key. */
function compatible({ id: name, baseUrl, key }: ProviderAccess, id: string): OpenModel["model"] {
  if (baseUrl === null) throw problem("invalid-input", "This provider has no address.");
  const access = key === null ? {} : { apiKey: key };
  return createOpenAICompatible({ name, baseURL: baseUrl, includeUsage: true, ...access })(id);
}

async function ollama(baseUrl: string, id: string, signal: AbortSignal): Promise<Opened> {
  const { numCtx, canCallTools, canSee } = await shown(baseUrl, id, signal);
  if (!canCallTools) {
    throw problem("invalid-input", `${id} cannot call tools, so it cannot work on an app.`, {
      next: "Choose a model of Ollama that is marked with “tools”.",
    });
  }
  // Its own retries would call the model again unseen, and run for tokens nobody asked for.
  const settings = { options: { num_ctx: numCtx }, reliableToolCalling: false };
  const model = createOllama({ baseURL: baseUrl })(id, settings);
  return { model, contextTokens: numCtx, acceptsImages: canSee };
}

async function shown(
  baseUrl: string,
  id: string,
  signal: AbortSignal,
): ReturnType<typeof ollamaModel> {
  try {
    return await ollamaModel(baseUrl, id, signal);
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw problem("offline", "Ollama does not answer, or does not have this model.", {
      next: "Start Ollama and try again.",
      details: String(error),
    });
  }
}
