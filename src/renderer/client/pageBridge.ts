import * as z from "zod/mini";
import { create } from "zustand";
import { createStore, type StoreApi } from "zustand/vanilla";
import {
  type AgentAbilities,
  type AgentHello,
  AgentNote,
  type Answer,
  ANSWERS,
  BRIDGE_RATE,
  MAX_BRIDGE_MESSAGE,
  PageMessage,
  type PageMessageOf,
  type Question,
  type StudioMessage,
} from "../../common/apps/bridge.ts";
import { Emitter } from "../../common/base/event.ts";
import { RateLimit } from "../../common/base/rateLimit.ts";
import { err, ok, type Result } from "../../common/base/result.ts";

/** Why there is nobody to speak to in a frame. */
export type AbsentReason =
  /** The document is not one Studio serves, or its policy keeps the agent from running. */
  "no-agent";

export type BridgeState =
  | { readonly kind: "connecting" }
  | { readonly kind: "connected" }
  | { readonly kind: "absent"; readonly reason: AbsentReason };

/** What is known of the page behind a bridge. */
export interface PageFacts {
  readonly state: BridgeState;
  /** Counts documents: with each, element ids and requests begin anew. */
  readonly document: number;
  readonly abilities: AgentAbilities | null;
  /** Messages that were too large, too many or not understood, on either side. */
  readonly dropped: number;
}

const FRESH: PageFacts = {
  state: { kind: "connecting" },
  document: 0,
  abilities: null,
  dropped: 0,
};

/** Why a question has no answer. */
export type NoAnswer =
  /** No page is there to ask, or it went while it was asked. */
  | { readonly kind: "gone" }
  | { readonly kind: "late" }
  /** The page said so, or said something that is no answer. */
  | { readonly kind: "failed"; readonly message: string };

const AGENT_WAIT_MS = 2000;
const ANSWER_WAIT_MS = 5000;
/** A document greets once; more than this is a page that plays games. */
const NOTE_RATE = { perSecond: 4, burst: 20 };

interface Asked {
  readonly schema: z.ZodMiniType;
  readonly settle: (result: Result<unknown, NoAnswer>) => void;
}

/**
 * One previewed page as Studio speaks with it, over all the documents its frame loads. All it
 * hears was parsed, and is still only what the page says of itself.
 */
export class PageBridge implements Disposable {
  readonly origin: string;
  readonly facts: StoreApi<PageFacts> = createStore<PageFacts>(() => FRESH);
  readonly #frame: HTMLIFrameElement;
  readonly #messages = new Emitter<PageMessage>();
  readonly #asked = new Map<number, Asked>();
  readonly #notes = new RateLimit(NOTE_RATE, () => performance.now());
  #rate = new RateLimit(BRIDGE_RATE, () => performance.now());
  #port: MessagePort | null = null;
  #lastQuestion = 0;
  #lostInPage = 0;
  #lostHere = 0;
  /** The document that is loading has said that its agent is there. */
  #noted = false;
  #absence: ReturnType<typeof setTimeout> | undefined;

  constructor(frame: HTMLIFrameElement, { origin }: { origin: string }) {
    this.origin = origin;
    this.#frame = frame;
    window.addEventListener("message", this.#hear);
    frame.addEventListener("load", this.#loaded);
  }

  /** Whether the pointer is over the page. */
  get isHovered(): boolean {
    return this.#frame.matches(":hover");
  }

  /** Calls back with each message of a type, until the returned function is called. */
  subscribe<T extends PageMessage["type"]>(
    type: T,
    listener: (message: PageMessageOf<T>) => void,
  ): () => void {
    return this.#messages.on((message) => {
      if (isOf(message, type)) listener(message);
    });
  }

  /** Sends to the document that is there; without one the message is for nobody, and is dropped. */
  send(message: StudioMessage): void {
    this.#port?.postMessage(JSON.stringify(message));
  }

  ask<Q extends Question>(question: Q): Promise<Result<Answer<Q["ask"]>, NoAnswer>> {
    const { promise, resolve } = Promise.withResolvers<Result<Answer<Q["ask"]>, NoAnswer>>();
    if (this.#port === null) return Promise.resolve(err({ kind: "gone" }));
    const id = ++this.#lastQuestion;
    const settle = (result: Result<unknown, NoAnswer>): void => {
      clearTimeout(timer);
      this.#asked.delete(id);
      // The answer was parsed with the question's own schema.
      resolve(result as Result<Answer<Q["ask"]>, NoAnswer>);
    };
    const timer = setTimeout(() => settle(err({ kind: "late" })), ANSWER_WAIT_MS);
    this.#asked.set(id, { schema: ANSWERS[question.ask], settle });
    this.send({ type: "ask", id, question });
    return promise;
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#absence);
    window.removeEventListener("message", this.#hear);
    this.#frame.removeEventListener("load", this.#loaded);
    this.#leave();
  }

  readonly #hear = (event: MessageEvent<unknown>): void => {
    if (event.source !== this.#frame.contentWindow || event.origin !== this.origin) return;
    if (!AgentNote.safeParse(event.data).success || !this.#notes.takes()) return;
    clearTimeout(this.#absence);
    this.#noted = true;
    this.#leave();
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    this.#rate = new RateLimit(BRIDGE_RATE, () => performance.now());
    port1.addEventListener("message", ({ data }) => {
      if (port1 === this.#port) this.#receive(data);
    });
    port1.start();
    const hello: AgentHello = { type: "studio:hello" };
    this.#frame.contentWindow?.postMessage(hello, this.origin, [port2]);
  };

  /** A document that loaded without saying a word has no agent, or a slow one. */
  readonly #loaded = (): void => {
    clearTimeout(this.#absence);
    const isOurs = this.#noted;
    this.#noted = false;
    if (isOurs) return;
    this.#leave();
    this.#absence = setTimeout(() => {
      this.facts.setState({ state: { kind: "absent", reason: "no-agent" } });
    }, AGENT_WAIT_MS);
  };

  #receive(data: unknown): void {
    const message = this.#rate.takes() ? readMessage(data) : undefined;
    if (message === undefined) {
      this.#lostHere += 1;
      this.#countLost();
      return;
    }
    if (isOf(message, "answer")) return this.#answered(message);
    if (isOf(message, "ready")) this.#begin();
    if (isOf(message, "abilities")) this.facts.setState({ abilities: message.abilities });
    if (isOf(message, "lost")) {
      this.#lostInPage = message.dropped + message.errors;
      this.#countLost();
    }
    this.#messages.fire(message);
  }

  #begin(): void {
    const { document } = this.facts.getState();
    this.facts.setState({
      ...FRESH,
      state: { kind: "connected" },
      document: document + 1,
    });
  }

  #answered({ id, value, failure }: PageMessageOf<"answer">): void {
    const asked = this.#asked.get(id);
    if (asked === undefined) return;
    if (failure !== null) return asked.settle(err({ kind: "failed", message: failure }));
    const answer = asked.schema.safeParse(value);
    asked.settle(
      answer.success
        ? ok(answer.data)
        : err({ kind: "failed", message: z.prettifyError(answer.error) }),
    );
  }

  #countLost(): void {
    this.facts.setState({ dropped: this.#lostHere + this.#lostInPage });
  }

  #leave(): void {
    this.#port?.close();
    this.#port = null;
    this.#lostHere = 0;
    this.#lostInPage = 0;
    for (const { settle } of this.#asked.values()) settle(err({ kind: "gone" }));
    this.facts.setState({ state: { kind: "connecting" }, abilities: null });
  }
}

function isOf<T extends PageMessage["type"]>(
  message: PageMessage,
  type: T,
): message is PageMessageOf<T> {
  return message.type === type;
}

function readMessage(data: unknown): PageMessage | undefined {
  if (typeof data !== "string" || data.length > MAX_BRIDGE_MESSAGE) return undefined;
  try {
    return PageMessage.safeParse(JSON.parse(data)).data;
  } catch {
    // Not JSON: counted as lost by the caller.
    return undefined;
  }
}

interface PageBridges {
  /** In the order their frames appeared: the first is the preview's main page. */
  readonly bridges: readonly PageBridge[];
}

/** The pages that are shown now. What features know of a page, they know from here. */
export const usePageBridges = create<PageBridges>()(() => ({ bridges: [] }));

/**
 * Speaks with the pages a frame will load from this origin, until it is disposed of. To be called
 * before the frame gets its address, or its first page speaks to nobody.
 */
export function connectPage(
  frame: HTMLIFrameElement,
  options: { origin: string },
): { readonly bridge: PageBridge } & Disposable {
  const bridge = new PageBridge(frame, options);
  usePageBridges.setState(({ bridges }) => ({ bridges: [...bridges, bridge] }));
  return {
    bridge,
    [Symbol.dispose]: () => {
      usePageBridges.setState(({ bridges }) => ({
        bridges: bridges.filter((other) => other !== bridge),
      }));
      bridge[Symbol.dispose]();
    },
  };
}
