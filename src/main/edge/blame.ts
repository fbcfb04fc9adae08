import type { LostRequest } from "../../common/apps/edgeWire.ts";

export interface Incident {
  /** The runner hung, or it died by itself, which it does when memory runs out. */
  readonly cause: "hang" | "memory";
  readonly lost: readonly LostRequest[];
  /** Epoch ms. */
  readonly at: number;
}

export interface Verdict {
  readonly key: string;
  readonly reason: string;
}

const MEMORY_OF_MS = 60_000;
const STRIKES = 2;

const REASONS: Readonly<Record<Incident["cause"], string>> = {
  hang: "Its code ran for more than a second without a pause, twice within a minute.",
  memory: "Its code used up the memory, twice within a minute.",
};

/**
 * Finds which script brings the runner down. One fall proves little, because several scripts may
 * have been at work; who was at work in two falls within a minute, and most often, is guilty, and
 * of equals the one whose code was entered last.
 */
export class Blame {
  readonly #enteredAt = new Map<string, number>();
  #lastEntered: string | undefined;
  #incidents: { readonly at: number; readonly suspects: ReadonlySet<string> }[] = [];

  /** The script's code is about to run. */
  entered(key: string, at: number): void {
    this.#lastEntered = key;
    this.#enteredAt.set(key, at);
  }

  /** The guilty script, when there is enough to say so. */
  judge({ cause, lost, at }: Incident): Verdict | undefined {
    const suspects = this.#suspects(lost);
    this.#incidents = this.#incidents.filter((incident) => at - incident.at < MEMORY_OF_MS);
    this.#incidents.push({ at, suspects });
    const key = this.#guiltiest(suspects);
    if (key === undefined || this.#strikes(key) < STRIKES) return undefined;
    return { key, reason: REASONS[cause] };
  }

  /** The script was uploaded anew: what it did before does not count. */
  forgive(key: string): void {
    this.#incidents = this.#incidents.map(({ at, suspects }) => ({
      at,
      suspects: new Set([...suspects].filter((suspect) => suspect !== key)),
    }));
  }

  /** A request that was sent but never begun, because another hung already, is no suspect. */
  #suspects(lost: readonly LostRequest[]): ReadonlySet<string> {
    const begun = lost.filter(({ key, sentAt }) => (this.#enteredAt.get(key) ?? 0) >= sentAt);
    const last = this.#lastEntered === undefined ? [] : [this.#lastEntered];
    return new Set([...begun.map(({ key }) => key), ...last]);
  }

  #guiltiest(suspects: ReadonlySet<string>): string | undefined {
    const most = Math.max(...[...suspects].map((key) => this.#strikes(key)));
    const equals = [...suspects].filter((key) => this.#strikes(key) === most);
    return equals.find((key) => key === this.#lastEntered) ?? equals[0];
  }

  #strikes(key: string): number {
    return this.#incidents.filter(({ suspects }) => suspects.has(key)).length;
  }
}
