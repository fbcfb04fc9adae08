import type { ServedPlace, WrittenPlace } from "../../../common/contracts/sourcePlaces.ts";
import type { Compiler } from "./ports.ts";

type Answer = readonly (WrittenPlace | null)[];

/** A compiler that is busy compiling answers late; nobody waits longer for a place. */
const ANSWER_MS = 10_000;

/** Asks an app's compiler where served places were written. */
export class SourcePlaces {
  readonly #compiler: () => Compiler | undefined;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #lastId = 0;

  constructor(compiler: () => Compiler | undefined) {
    this.#compiler = compiler;
  }

  /** All null when there is no compiler, or it does not answer. */
  ask(places: readonly ServedPlace[]): Promise<Answer> {
    const compiler = this.#compiler();
    const unknown = places.map(() => null);
    if (compiler === undefined || places.length === 0) return Promise.resolve(unknown);
    this.#lastId += 1;
    const id = this.#lastId;
    const { promise, resolve } = Promise.withResolvers<Answer>();
    const timer = setTimeout(() => this.answered(id, unknown), ANSWER_MS);
    this.#waiting.set(id, (answer) => {
      clearTimeout(timer);
      resolve(answer.length === places.length ? answer : unknown);
    });
    compiler.send({ type: "locate", id, places });
    return promise;
  }

  answered(id: number, places: Answer): void {
    this.#waiting.get(id)?.(places);
    this.#waiting.delete(id);
  }
}
