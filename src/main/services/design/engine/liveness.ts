import type { ClassModel, Group, Guard, Piece } from "./classModel.ts";
import type { Conflicts } from "./conflicts.ts";

/** Whether a piece of the source is what the page shows now. */
export type Life = "live" | "dead" | "unknown";

export interface PageClasses {
  readonly live: ReadonlySet<string>;
  /** What is passed to the component as `className`; null when that is not known. */
  readonly outside: ReadonlySet<string> | null;
}

/** One class could be an accident where unknown ones are added; that many are not. */
const CERTAIN = 2;

/** Decides from the page's class list which branches of a class value are taken. */
export class Liveness {
  readonly #model: ClassModel;
  readonly #live: ReadonlySet<string>;
  readonly #conflicts: Conflicts;
  /** Classes that the parts may add which the source does not say; null when nobody knows. */
  readonly #outside: ReadonlySet<string> | null;
  readonly #options = new Map<Group, Life[]>();

  constructor(model: ClassModel, page: PageClasses, conflicts: Conflicts) {
    this.#model = model;
    this.#live = page.live;
    this.#outside = model.opaques.length === 0 ? new Set() : page.outside;
    this.#conflicts = conflicts;
    for (const group of model.groups) this.#options.set(group, this.#judge(group));
    this.#learnFromNested();
    for (const group of model.groups) this.#options.set(group, settled(group, this.#of(group)));
  }

  of({ guards }: { readonly guards: readonly Guard[] }): Life {
    const lives = guards.map(({ group, option }) => this.#of(group)[option] ?? "unknown");
    if (lives.includes("dead")) return "dead";
    return lives.includes("unknown") ? "unknown" : "live";
  }

  option(group: Group): number | null {
    const at = this.#of(group).indexOf("live");
    return at === -1 ? null : at;
  }

  #of(group: Group): Life[] {
    return this.#options.get(group) ?? [];
  }

  #judge(group: Group): Life[] {
    const { known, options } = group;
    return Array.from({ length: options }, (_, option) => {
      if (known !== null) return option === known ? "live" : "dead";
      return this.#judgeOption(group, option);
    });
  }

  #judgeOption(group: Group, option: number): Life {
    const own = this.#model.pieces.filter(({ guards }) => endsIn(guards, group, option));
    const names = own.flatMap(({ tokens }) => tokens.map(({ name }) => name));
    if (names.some((name) => this.#isMissing(name))) return "dead";
    const elsewhere = new Set(
      this.#model.pieces
        .filter(({ guards }) => !isWithin(guards, group, option))
        .flatMap(({ tokens }) => tokens.map(({ name }) => name)),
    );
    const shown = names.filter(
      (name) => this.#live.has(name) && !elsewhere.has(name) && this.#outside?.has(name) !== true,
    );
    return shown.length >= (this.#outside === null ? CERTAIN : 1) ? "live" : "unknown";
  }

  /** Not on the page, and not left out for another class that sets the same. */
  #isMissing(name: string): boolean {
    if (this.#live.has(name)) return false;
    return ![...this.#live].some((other) => this.#conflicts.overlaps(name, other));
  }

  /** A branch inside a branch that is taken shows that the outer one is taken as well. */
  #learnFromNested(): void {
    for (const { guards } of this.#model.pieces) {
      const lastLive = guards.findLastIndex(
        ({ group, option }) => this.#of(group)[option] === "live",
      );
      for (const { group, option } of guards.slice(0, Math.max(0, lastLive))) {
        const lives = this.#of(group);
        if (lives[option] === "unknown") lives[option] = "live";
      }
    }
  }
}

/** One that is taken rules the others out; one that is left when all others are out is taken. */
function settled(group: Group, lives: readonly Life[]): Life[] {
  const taken = lives.filter((life) => life === "live").length;
  if (taken > 1) return lives.map((life) => (life === "dead" ? "dead" : "unknown"));
  if (taken === 1) return lives.map((life) => (life === "live" ? "live" : "dead"));
  const open = lives.filter((life) => life === "unknown").length;
  if (open === 1 && !group.mayBeNone) {
    return lives.map((life) => (life === "unknown" ? "live" : life));
  }
  return [...lives];
}

function endsIn(guards: readonly Guard[], group: Group, option: number): boolean {
  const last = guards.at(-1);
  return last?.group === group && last.option === option;
}

function isWithin(guards: readonly Guard[], group: Group, option: number): boolean {
  return guards.some((guard) => guard.group === group && guard.option === option);
}

/** Whether two pieces always come and go together. */
export function sameGuards(a: Piece, b: Piece): boolean {
  return (
    a.guards.length === b.guards.length &&
    a.guards.every((guard, index) => {
      const other = b.guards[index];
      return other?.group === guard.group && other.option === guard.option;
    })
  );
}
