import type { ProviderKind, Usage } from "../../../../common/contracts/chat.ts";

/** US dollars for a million tokens. */
interface Rate {
  readonly input: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  readonly output: number;
}

interface Price extends Rate {
  /** When the provider asked this. */
  readonly asOf: string;
  /** What a request costs as a whole whose prompt is longer than so many tokens. */
  readonly long?: Rate & { readonly over: number };
}

export interface KnownModel {
  readonly id: string;
  readonly title: string;
  /** A prompt that it surely takes; it may take more. */
  readonly contextTokens: number | null;
  /** Null when it is not known: never guessed. */
  readonly price: Price | null;
}

const ANTHROPIC_CONTEXT = 200_000;
const OPENAI_CONTEXT = 922_000;

/** As public pages told it on that day, not always the provider's own; no price where none did. */
const MODELS: Readonly<Record<ProviderKind, readonly KnownModel[]>> = {
  anthropic: [
    claude("claude-opus-5-5", "Claude Opus 5.5", [4, 0.2, 5, 20]),
    claude("claude-sonnet-5-5", "Claude Sonnet 5.5", [2, 0.1, 2.5, 10]),
    {
      id: "claude-haiku-5-5",
      title: "Claude Haiku 5.5",
      contextTokens: ANTHROPIC_CONTEXT,
      price: {
        ...rate([0.1, 0.01, 0.125, 0.5]),
        asOf: "2026-10-16",
        long: { ...rate([0.5, 0.05, 0.625, 2.5]), over: 100_000 },
      },
    },
    claude("claude-fable-5-1", "Claude Fable 5.1", [10, 0.25, 12.5, 50]),
    claude("claude-opus-5", "Claude Opus 5", [5, 0.5, 6.25, 25]),
    claude("claude-sonnet-5", "Claude Sonnet 5", [2, 0.2, 2.5, 10]),
  ],
  openai: [
    gpt("gpt-6-sol", "GPT-6 Sol", [2, 0.2, 2.5, 10], "2026-09-22"),
    gpt("gpt-6-luna", "GPT-6 Luna", [0.1, 0.01, 0.125, 0.5], "2026-09-22"),
    gpt("gpt-6-astra", "GPT-6 Astra", [10, 1, 10, 50], "2026-09-03"),
    { id: "gpt-6.1-sol", title: "GPT-6.1 Sol", contextTokens: OPENAI_CONTEXT, price: null },
  ],
  google: [
    { id: "gemini-4-carbon", title: "Gemini 4 Carbon", contextTokens: null, price: null },
    { id: "gemini-4-argon", title: "Gemini 4 Argon", contextTokens: null, price: null },
    { id: "gemini-3.8-flash", title: "Gemini 3.8 Flash", contextTokens: null, price: null },
  ],
  compatible: [],
  ollama: [],
};

export function knownModels(kind: ProviderKind): readonly KnownModel[] {
  return MODELS[kind];
}

export function knownModel(kind: ProviderKind, id: string): KnownModel | undefined {
  return MODELS[kind].find((model) => model.id === id);
}

/**
 * US dollars of one request; null when the price is unknown. A model on the person's own computer
 * costs nothing.
 */
export function costOf(
  kind: ProviderKind,
  id: string,
  usage: Omit<Usage, "costUsd">,
): number | null {
  if (kind === "ollama") return 0;
  const price = knownModel(kind, id)?.price ?? null;
  if (price === null) return null;
  const prompt = usage.input + usage.cacheRead + usage.cacheWrite;
  const { input, cacheRead, cacheWrite, output } =
    price.long !== undefined && prompt > price.long.over ? price.long : price;
  const millionths =
    usage.input * input +
    usage.cacheRead * cacheRead +
    usage.cacheWrite * cacheWrite +
    usage.output * output;
  return millionths / 1_000_000;
}

type Figures = readonly [input: number, cacheRead: number, cacheWrite: number, output: number];

function rate([input, cacheRead, cacheWrite, output]: Figures): Rate {
  return { input, cacheRead, cacheWrite, output };
}

function claude(id: string, title: string, figures: Figures): KnownModel {
  const price = { ...rate(figures), asOf: "2026-10-16" };
  return { id, title, contextTokens: ANTHROPIC_CONTEXT, price };
}

/** Over 272,000 tokens OpenAI asks twice as much for the prompt and half more for the answer. */
function gpt(id: string, title: string, figures: Figures, asOf: string): KnownModel {
  const short = rate(figures);
  const long = {
    input: short.input * 2,
    cacheRead: short.cacheRead * 2,
    cacheWrite: short.cacheWrite * 2,
    output: short.output * 1.5,
    over: 272_000,
  };
  return { id, title, contextTokens: OPENAI_CONTEXT, price: { ...short, asOf, long } };
}
