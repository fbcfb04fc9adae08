import { z } from "zod";
import type { LocalModels } from "../../../../common/contracts/chat.ts";
import { ollamaModels } from "./ollama.ts";

const TIMEOUT_MS = 300;

const Listed = z.object({ data: z.array(z.object({ id: z.string() })) });

export interface LocalPorts {
  readonly ollama: number;
  readonly lmStudio: number;
}

export const LOCAL_PORTS: LocalPorts = { ollama: 11_434, lmStudio: 1_234 };

/** Programs with models that answer on this computer now. Those that do not are left out. */
export async function findLocalModels(ports: LocalPorts): Promise<readonly LocalModels[]> {
  const found = await Promise.allSettled([ollamaAt(ports.ollama), lmStudioAt(ports.lmStudio)]);
  return found.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
}

async function ollamaAt(port: number): Promise<LocalModels> {
  const baseUrl = `http://127.0.0.1:${port}`;
  const models = await ollamaModels(baseUrl, AbortSignal.timeout(TIMEOUT_MS));
  return { kind: "ollama", title: "Ollama", baseUrl, models };
}

async function lmStudioAt(port: number): Promise<LocalModels> {
  const baseUrl = `http://127.0.0.1:${port}/v1`;
  const answer = await fetch(`${baseUrl}/models`, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  const models = Listed.parse(await answer.json()).data.map(({ id }) => id);
  return { kind: "compatible", title: "LM Studio", baseUrl, models };
}
