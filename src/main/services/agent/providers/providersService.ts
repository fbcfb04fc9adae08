import { generateText } from "ai";
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { Emitter, type Watched } from "../../../../common/base/event.ts";
import type { Log } from "../../../../common/base/log.ts";
import {
  type LocalModels,
  type ProviderInput,
  ProviderKind,
  type ProviderTest,
  type ProviderView,
} from "../../../../common/contracts/chat.ts";
import { problem } from "../../../../common/contracts/problem.ts";
import type { OpenModel, ProviderKeys } from "../agentPorts.ts";
import { Keyring } from "./keyring.ts";
import { knownModel, knownModels } from "./knownModels.ts";
import { findLocalModels, LOCAL_PORTS, type LocalPorts } from "./localModels.ts";
import { modelFailure } from "./modelFailure.ts";
import { openModel, type ProviderAccess } from "./openModel.ts";

/** Keeps JSON text by key. */
export interface ProviderMemory {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
}

export interface ProvidersOptions {
  readonly memory: ProviderMemory;
  readonly keys: ProviderKeys;
  readonly now: () => number;
  readonly log: Log;
  readonly localPorts?: LocalPorts;
}

const Provider = z.object({
  id: z.string(),
  kind: ProviderKind,
  title: z.string(),
  baseUrl: z.string().nullable(),
  /** Empty: those that Studio knows of it. */
  models: z.array(z.string()),
  /** Whether the keychain has its key. */
  keyKept: z.boolean(),
});
type Provider = z.infer<typeof Provider>;

const MEMORY_KEY = "chat.providers";
const TEST_TIMEOUT_MS = 20_000;

/** The providers that a person has set up, and their models. Keys never leave this service. */
export class ProvidersService {
  readonly #options: ProvidersOptions;
  readonly #keyring: Keyring;
  readonly #changed = new Emitter<readonly ProviderView[]>();
  #providers: readonly Provider[];
  readonly all: Watched<readonly ProviderView[]>;

  constructor(options: ProvidersOptions) {
    this.#options = options;
    this.#keyring = new Keyring(options.keys, options.log);
    this.#providers = z.array(Provider).parse(JSON.parse(options.memory.get(MEMORY_KEY) ?? "[]"));
    const views = (): readonly ProviderView[] =>
      this.#providers.map((provider) => this.#view(provider));
    this.all = {
      get value() {
        return views();
      },
      onChange: this.#changed.on,
    };
  }

  /** Keys that were used: what must appear in no prompt, event or log. */
  get secretValues(): Iterable<string> {
    return this.#keyring.values;
  }

  save(input: ProviderInput): ProviderView {
    const known = this.#providers.find(({ id }) => id === input.id);
    if (input.id !== null && known === undefined) throw unknownProvider();
    if (input.kind === "compatible" && input.baseUrl === null) {
      throw problem("invalid-input", "A compatible provider needs an address.");
    }
    const { kind, title, baseUrl, models } = input;
    const id = known?.id ?? randomUUID();
    const provider = { id, kind, title, baseUrl, models, keyKept: known?.keyKept ?? false };
    this.#put(provider);
    return this.#view(provider);
  }

  async remove(id: string): Promise<void> {
    this.#get(id);
    await this.#keyring.forget(id);
    this.#store(this.#providers.filter((provider) => provider.id !== id));
  }

  async setKey(id: string, key: string | null): Promise<{ readonly isKept: boolean }> {
    const provider = this.#get(id);
    if (key === null) {
      await this.#keyring.forget(id);
      this.#put({ ...provider, keyKept: false });
      return { isKept: false };
    }
    const isKept = await this.#keyring.set(id, key);
    this.#put({ ...this.#get(id), keyKept: isKept });
    return { isKept };
  }

  /** Asks a model for one word. @param model null for the provider's first. */
  async test(id: string, model: string | null, signal?: AbortSignal): Promise<ProviderTest> {
    const provider = this.#get(id);
    const startedAt = this.#options.now();
    const name = model ?? modelIds(provider)[0];
    const limit = AbortSignal.timeout(TEST_TIMEOUT_MS);
    const abortSignal = signal === undefined ? limit : AbortSignal.any([signal, limit]);
    try {
      if (name === undefined) throw problem("invalid-input", "This provider has no models.");
      const { model: opened } = await this.open(id, name, abortSignal);
      const prompt = "Answer with the word OK.";
      await generateText({
        model: opened,
        prompt,
        maxOutputTokens: 64,
        maxRetries: 0,
        abortSignal,
      });
      const ms = this.#options.now() - startedAt;
      return { ok: true, message: `${name} answered.`, ms };
    } catch (error) {
      const { message, next } = modelFailure(error);
      const ms = this.#options.now() - startedAt;
      return { ok: false, message: next === null ? message : `${message} ${next}`, ms };
    }
  }

  probeLocal(): Promise<readonly LocalModels[]> {
    return findLocalModels(this.#options.localPorts ?? LOCAL_PORTS);
  }

  /** @throws when the provider is unknown, or cannot be used as it is set up. */
  async open(id: string, model: string, signal: AbortSignal): Promise<OpenModel> {
    return openModel(await this.access(id), model, signal);
  }

  /** For others that call the provider, as for images. Never shown to anyone. */
  async access(id: string): Promise<ProviderAccess> {
    const { kind, baseUrl } = this.#get(id);
    return { id, kind, baseUrl, key: await this.#keyring.get(id) };
  }

  #get(id: string): Provider {
    const provider = this.#providers.find((each) => each.id === id);
    if (provider === undefined) throw unknownProvider();
    return provider;
  }

  #put(provider: Provider): void {
    const isNew = this.#providers.every(({ id }) => id !== provider.id);
    this.#store(
      isNew
        ? [...this.#providers, provider]
        : this.#providers.map((each) => (each.id === provider.id ? provider : each)),
    );
  }

  #store(providers: readonly Provider[]): void {
    this.#providers = providers;
    this.#options.memory.set(MEMORY_KEY, JSON.stringify(providers));
    this.#changed.fire(this.all.value);
  }

  #view(provider: Provider): ProviderView {
    const { id, kind, title, baseUrl, keyKept } = provider;
    return {
      id,
      kind,
      title,
      baseUrl,
      hasKey: keyKept || this.#keyring.has(id),
      models: modelIds(provider).map((model) => viewOf(kind, model)),
    };
  }
}

function modelIds({ kind, models }: Provider): readonly string[] {
  return models.length > 0 ? models : knownModels(kind).map(({ id }) => id);
}

function viewOf(kind: ProviderKind, id: string): ProviderView["models"][number] {
  const known = knownModel(kind, id);
  const price = known?.price ?? null;
  return {
    id,
    title: known?.title ?? id,
    contextTokens: known?.contextTokens ?? null,
    price: price === null ? null : { input: price.input, output: price.output, asOf: price.asOf },
  };
}

function unknownProvider(): Error {
  return problem("not-found", "This provider is not set up any more.");
}
