/** The order of cascade layers: as they are first met, nested ones before the rest of their outer. */
export class LayerOrder {
  readonly #children = new Map<string, string[]>();
  #anonymous = 0;
  #places: Map<string, number> | null = null;

  anonymous(): string {
    this.#anonymous += 1;
    return `<${this.#anonymous}>`;
  }

  /** `base.reset` makes `base` known too. */
  meet(name: string): void {
    this.#places = null;
    let outer = "";
    for (const part of name.split(".")) {
      const full = outer === "" ? part : `${outer}.${part}`;
      const siblings = this.#children.get(outer) ?? [];
      if (!siblings.includes(full)) this.#children.set(outer, [...siblings, full]);
      outer = full;
    }
  }

  /** Higher wins; the empty name is what lies in no layer. */
  placeOf(name: string): number {
    this.#places ??= this.#count();
    return this.#places.get(name) ?? this.#places.size;
  }

  #count(): Map<string, number> {
    const places = new Map<string, number>();
    const visit = (name: string): void => {
      for (const child of this.#children.get(name) ?? []) visit(child);
      places.set(name, places.size);
    };
    visit("");
    return places;
  }
}
