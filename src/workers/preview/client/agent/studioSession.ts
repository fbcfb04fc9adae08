import {
  type Answer,
  type PageMessage,
  type Question,
  StudioMessage,
} from "../../../../common/apps/bridge.ts";
import { unreachable } from "../../../../common/base/assert.ts";
import { ElementIds } from "./elementIds.ts";
import { ElementRefs } from "./elementRefs.ts";
import { factsOf } from "./facts/facts.ts";
import { Inspector } from "./inspect/inspector.ts";
import { Tweaks } from "./inspect/tweaks.ts";
import { Layers } from "./layers.ts";
import { MediaFeatures } from "./mediaFeatures.ts";
import type { Outbox } from "./outbox.ts";
import { pageAbilities } from "./pageAbilities.ts";
import { PagePlace } from "./pagePlace.ts";
import type { ElementSources } from "./react/elementSources.ts";
import { elementsWithin } from "./react/instances.ts";
import { Locator } from "./react/locate.ts";
import { replay } from "./replay.ts";

const MAX_ELEMENTS = 200;
/** Until then most pages have rendered, and it is known what with. */
const ABILITIES_MS = [300, 1500, 5000];

interface SessionParts {
  readonly port: MessagePort;
  readonly outbox: Outbox;
  readonly sources: ElementSources;
}

/** Does what Studio asks of the page, as long as the document lives. */
export class StudioSession {
  readonly #port: MessagePort;
  readonly #outbox: Outbox;
  readonly #sources: ElementSources;
  readonly #refs: ElementRefs;
  readonly #inspector: Inspector;
  readonly #layers: Layers;
  readonly #place: PagePlace;
  readonly #tweaks: Tweaks;
  readonly #media = new MediaFeatures();

  constructor({ port, outbox, sources }: SessionParts) {
    this.#port = port;
    this.#outbox = outbox;
    this.#sources = sources;
    this.#refs = new ElementRefs(new ElementIds(), new Locator(sources));
    this.#inspector = new Inspector(this.#refs, outbox);
    this.#layers = new Layers(this.#refs, outbox);
    this.#place = new PagePlace(outbox);
    this.#tweaks = new Tweaks(this.#refs.ids);
  }

  start(): void {
    this.#inspector.start();
    this.#place.start();
    for (const ms of ABILITIES_MS) setTimeout(() => this.#tellAbilities(), ms);
    this.#port.addEventListener("message", ({ data }) => this.#receive(data));
    this.#port.start();
  }

  #tellAbilities(): void {
    this.#outbox.send({ type: "abilities", abilities: pageAbilities(this.#sources.count) });
  }

  #receive(data: unknown): void {
    const message = this.#outbox.guard(() => StudioMessage.parse(JSON.parse(String(data))));
    if (message !== undefined) this.#outbox.guard(() => this.#obey(message));
  }

  #obey(message: StudioMessage): void {
    switch (message.type) {
      case "ask":
        return void this.#answer(message.id, message.question);
      case "inspect":
        return this.#inspector.setOn(message.on);
      case "select":
        return this.#inspector.select(message.ids, message.reveal);
      case "hover":
        return this.#inspector.outline(message.id);
      case "highlight":
        return this.#inspector.highlight(message.places);
      case "walk":
        return this.#inspector.walk(message.to);
      case "watchLayers":
        return this.#layers.watch(message.on);
      case "tweak":
        return this.#tweaks.show(message);
      case "scroll":
        return this.#place.scrollTo(message.x, message.y);
      case "emulate":
        return this.#media.emulate(message);
      default:
        return unreachable(message);
    }
  }

  async #answer(id: number, question: Question): Promise<void> {
    const answer = (rest: { value?: unknown; failure: string | null }): PageMessage => ({
      type: "answer",
      id,
      ...rest,
    });
    try {
      const value = await this.#find(question);
      this.#send(answer({ value, failure: null }));
    } catch (error) {
      this.#send(answer({ failure: String(error).slice(0, 1000) }));
    }
  }

  #send(message: PageMessage): void {
    if (message.type === "answer") this.#outbox.answer(message);
  }

  #find(question: Question): Answer<Question["ask"]> | Promise<Answer<Question["ask"]>> {
    switch (question.ask) {
      case "children":
        return this.#layers.childrenOf(question.of);
      case "path":
        return this.#layers.pathTo(question.to);
      case "element": {
        const element = this.#refs.ids.find(question.id);
        return element === undefined ? null : this.#refs.refOf(element);
      }
      case "facts": {
        const element = this.#refs.ids.find(question.id);
        return element === undefined ? null : factsOf(element);
      }
      case "elementsAt":
        return elementsWithin(question, this.#refs.locator, MAX_ELEMENTS).map((element) =>
          this.#refs.refOf(element),
        );
      case "replay":
        return replay(question);
      default:
        return unreachable(question);
    }
  }
}
