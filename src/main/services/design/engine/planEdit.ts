import type {
  DesignEdit,
  DesignPlan,
  ElementFacts,
  ElementPlace,
  PlannedFile,
  EditScope,
  ScopeChoice,
} from "../../../../common/contracts/design.ts";
import { FilePath } from "../../../../common/apps/filePath.ts";
import { bindingOf, functionName } from "./bindings.ts";
import { collectClasses } from "./collectClasses.ts";
import type { Conflicts } from "./conflicts.ts";
import type { Files } from "./files.ts";
import { type Change, Refusal, withChanges } from "./outcome.ts";
import {
  type AttributeRequest,
  planAttribute,
  planAttributeRemoval,
  planImage,
} from "./planAttribute.ts";
import { planClasses } from "./planClasses.ts";
import { planDelete, planDuplicate, planMove } from "./planStructure.ts";
import { planText } from "./planText.ts";
import {
  ancestorsOf,
  attributeOf,
  elementAt,
  hasSpread,
  isFunction,
  isHostTag,
  type JsxElement,
  placeOf,
  type Source,
  tagName,
} from "./source.ts";
import { textEditsOf } from "./textEditsOf.ts";
import { mappedList } from "./values.ts";

export interface EditTask {
  readonly place: ElementPlace;
  readonly edit: DesignEdit;
  readonly facts: ElementFacts;
  readonly scope: EditScope | null;
}

/** What an edit comes to in the sources: changes, a question, or the reason why not. Pure. */
export function planEdit(task: EditTask, files: Files, conflicts: Conflicts): DesignPlan {
  try {
    return new EditPlan(task, files, conflicts).make();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return refusalPlan(error, files);
  }
}

interface Written {
  readonly changes: readonly Change[];
  readonly notes: readonly string[];
}

class EditPlan {
  readonly #task: EditTask;
  readonly #files: Files;
  readonly #conflicts: Conflicts;
  readonly #source: Source;
  readonly #element: JsxElement;

  constructor(task: EditTask, files: Files, conflicts: Conflicts) {
    this.#task = task;
    this.#files = files;
    this.#conflicts = conflicts;
    const { file, line, column } = task.place;
    if (!/\.[jt]sx?$/.test(file)) throw new Refusal("not-jsx", `${file} is not a module with JSX.`);
    const source = files.source(file);
    if (source === null) {
      throw new Refusal("not-parsed", `${file} is not there, or has syntax errors.`);
    }
    const element = elementAt(source, line, column);
    const tag = element === null ? null : tagName(element.openingElement.name);
    if (
      element === null ||
      tag === null ||
      (isHostTag(tag) && tag.toLowerCase() !== task.facts.tag)
    ) {
      throw new Refusal(
        "place-moved",
        "The file was changed since the page was drawn. Save it, and select the element again.",
      );
    }
    this.#source = source;
    this.#element = element;
  }

  make(): DesignPlan {
    const { instances } = this.#task.facts;
    const { scope } = this.#task;
    if (instances === 1 || scope === "all") {
      const written = instances === 1 ? this.#forOne() : this.#forAll();
      return this.#plan(written, instances);
    }
    const own = this.#forThis();
    // A value that is this one's alone needs no question.
    if (own.written !== null && (scope === "this" || own.isData)) return this.#plan(own.written, 1);
    if (scope === "this") throw new Refusal("shared", own.reason);
    return this.#ask(own);
  }

  /** The only one on the page: where its own source does not say it, its owner does. */
  #forOne(): Written {
    try {
      return this.#forAll();
    } catch (error) {
      const isPassed = error instanceof Refusal && error.code === "class-from-elsewhere";
      const own = isPassed ? this.#forThis() : null;
      if (own?.written === null || own === null) throw error;
      return own.written;
    }
  }

  #forAll(): Written {
    const { edit, facts } = this.#task;
    const at = { source: this.#source, element: this.#element };
    switch (edit.kind) {
      case "setClasses":
        return this.#classes({ ...at, outside: this.#passedClasses() }, edit, facts.classes);
      case "setText":
        return plain(this.#text(edit.text));
      case "setAttribute":
        return plain(planAttribute(this.#attribute(edit.name), edit.value));
      case "removeAttribute":
        return plain(planAttributeRemoval(this.#attribute(edit.name)));
      case "replaceImage":
        return plain(planImage(this.#attribute("src"), edit));
      case "duplicate":
        return plain(planDuplicate(this.#source, this.#element));
      case "delete":
        return plain(planDelete(this.#source, this.#element));
      case "move":
        return plain(planMove(this.#source, this.#element, edit.by));
    }
  }

  #classes(
    at: {
      readonly source: Source;
      readonly element: JsxElement;
      readonly outside: ReadonlySet<string> | null;
    },
    edit: DesignEdit & { kind: "setClasses" },
    live: readonly string[],
  ): Written {
    const { add, remove } = edit;
    const { changes, notes, shared } = planClasses({
      ...at,
      add,
      remove,
      live,
      conflicts: this.#conflicts,
    });
    const told = shared.map((name) => `${name} is used elsewhere too, which changes along.`);
    return { changes, notes: [...told, ...notes] };
  }

  #text(text: string): readonly Change[] {
    const { facts } = this.#task;
    if (facts.text === null) {
      throw new Refusal("ambiguous-text", "The page did not tell the whole text of this element.");
    }
    return planText({
      source: this.#source,
      element: this.#element,
      text,
      shown: facts.text,
      owners: facts.owners.map(({ component, place }) => ({ component, place })),
      index: facts.index,
      files: this.#files,
    });
  }

  #attribute(name: string): AttributeRequest {
    const { facts } = this.#task;
    return {
      source: this.#source,
      element: this.#element,
      name,
      shown: facts.attributes[name] ?? null,
      owners: facts.owners.map(({ component, place }) => ({ component, place })),
      index: facts.index,
      files: this.#files,
    };
  }

  /** What would change this one alone. */
  #forThis(): OwnChange {
    const { edit } = this.#task;
    if (edit.kind === "setText" || edit.kind === "setAttribute") return this.#ownValue();
    if (edit.kind === "setClasses") return this.#ownClasses(edit);
    const reason = "All of them are drawn from this one place in the source.";
    return { written: null, isData: false, reason, component: null, place: null };
  }

  /** A text or attribute that each of them takes from its own data. */
  #ownValue(): OwnChange {
    const written = this.#forAll();
    const isOwn = written.changes.every(({ path, start }) => !this.#isInside(path, start));
    if (isOwn) return { written, isData: true, reason: "", component: null, place: null };
    const reason = "It stands in the source once, for all of them.";
    return { written: null, isData: false, reason, component: null, place: null };
  }

  #isInside(path: string, start: number): boolean {
    const { start: from, end } = this.#element;
    return path === this.#source.path && start >= from && start <= end;
  }

  /** Classes that the component takes from whoever uses it. */
  #ownClasses(edit: DesignEdit & { kind: "setClasses" }): OwnChange {
    const component = this.#componentTakingClasses();
    const at = this.#task.facts.owners.findIndex((owner) => owner.component === component);
    const place = this.#task.facts.owners[at]?.place ?? null;
    const no = (reason: string): OwnChange => ({
      written: null,
      isData: false,
      reason,
      component,
      place,
    });
    if (component === null) return no("Its classes are written once, for all of them.");
    const usage = this.#usageOf(component);
    if (usage === null) return no(`Where this ${component} is used is not known.`);
    const { source, element } = usage;
    if (isOfList(source, element))
      return no(`This ${component} is one of a list that is drawn from one place.`);
    try {
      const written = this.#ownerClasses({ source, element }, edit, component);
      return { written, isData: false, reason: "", component, place };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return no(error.message);
    }
  }

  #ownerClasses(
    at: { readonly source: Source; readonly element: JsxElement },
    edit: DesignEdit & { kind: "setClasses" },
    component: string,
  ): Written {
    const { classes } = this.#task.facts;
    const attribute = attributeOf(at.element, "className");
    if (attribute === null && hasSpread(at.element)) {
      throw new Refusal("spread", `What is spread on this ${component} may hold its classes.`);
    }
    const passed = new Set(
      attribute?.value === null || attribute === null
        ? []
        : collectClasses(at.source, attribute.value).pieces.flatMap(({ tokens }) =>
            tokens.map(({ name }) => name),
          ),
    );
    const rivals = classes.filter(
      (name) =>
        edit.remove.includes(name) ||
        edit.add.some((added) => this.#conflicts.replaces(name, added)),
    );
    const foreign = rivals.find((name) => !passed.has(name));
    if (foreign !== undefined) {
      throw new Refusal(
        "class-from-elsewhere",
        `${component} itself sets ${foreign}, which would go on to hold beside it.`,
      );
    }
    if (attribute === null) {
      const { name, attributes, typeArguments } = at.element.openingElement;
      const end = attributes.at(-1)?.end ?? typeArguments?.end ?? name.end;
      const text = ` className="${edit.add.join(" ")}"`;
      return plain([{ path: at.source.path, start: end, end, text }]);
    }
    return this.#classes({ ...at, outside: null }, edit, classes);
  }

  /** What the owner passes as `className`; null when its source does not say all of it. */
  #passedClasses(): ReadonlySet<string> | null {
    const own = attributeOf(this.#element, "className")?.value ?? null;
    const parts = own === null ? [] : collectClasses(this.#source, own).opaques;
    if (parts.some(({ prop }) => prop !== "className")) return null;
    const usage = this.#usageOf(this.#componentTakingClasses());
    if (usage === null || hasSpread(usage.element)) return null;
    const { source, element } = usage;
    const value = attributeOf(element, "className")?.value ?? null;
    if (value === null) return new Set();
    const { pieces, opaques, hasPartial } = collectClasses(source, value);
    if (opaques.length > 0 || hasPartial) return null;
    return new Set(pieces.flatMap(({ tokens }) => tokens.map(({ name }) => name)));
  }

  /** Where the owner of that name is used. */
  #usageOf(component: string | null): { source: Source; element: JsxElement } | null {
    const owner = this.#task.facts.owners.find((one) => one.component === component);
    const place = owner?.place ?? null;
    const source = place === null ? null : this.#files.source(place.file);
    if (source === null || place === null) return null;
    const element = elementAt(source, place.line, place.column);
    return element === null ? null : { source, element };
  }

  /** The component around the element whose `className` prop is among the element's classes. */
  #componentTakingClasses(): string | null {
    const attribute = attributeOf(this.#element, "className");
    if (attribute === null || attribute.value === null) return null;
    const { opaques } = collectClasses(this.#source, attribute.value);
    const passed = opaques.find(({ prop, guards }) => prop === "className" && guards.length === 0);
    if (passed === undefined) return null;
    const fn = ancestorsOf(this.#source, this.#element).find(isFunction);
    if (fn === undefined || !isFunction(fn)) return null;
    if (passed.node.type === "Identifier") {
      const binding = bindingOf(this.#source, passed.node.name, passed.node);
      if (binding?.kind !== "param" || binding.fn !== fn) return null;
    }
    return functionName(this.#source, fn);
  }

  #ask(own: OwnChange): DesignPlan {
    const { facts } = this.#task;
    const fn = ancestorsOf(this.#source, this.#element).find(isFunction);
    const isList = fn !== undefined && isFunction(fn) && mappedList(this.#source, fn) !== null;
    const component =
      fn !== undefined && isFunction(fn) && !isList ? functionName(this.#source, fn) : null;
    const all = this.#possible();
    const refused = all instanceof Refusal ? all : null;
    if (refused !== null && own.written === null) throw refused;
    const first = all instanceof Refusal ? undefined : all.changes[0];
    const choices: ScopeChoice[] = [
      {
        scope: "all",
        component,
        count: facts.instances,
        place: first === undefined ? null : this.#placeAt(first.path, first.start),
        unavailable: refused?.message ?? null,
      },
      {
        scope: "this",
        component,
        count: 1,
        place: own.place,
        unavailable: own.written === null ? own.reason : null,
      },
    ];
    return { kind: "choose", choices };
  }

  /** What all of them would get, or why that is not possible. */
  #possible(): Written | Refusal {
    try {
      return this.#forAll();
    } catch (error) {
      if (error instanceof Refusal) return error;
      throw error;
    }
  }

  #plan({ changes, notes }: Written, affects: number): DesignPlan {
    const paths = [...new Set(changes.map(({ path }) => path))];
    const planned = paths.map((path): PlannedFile => {
      const before = this.#files.source(path)?.text ?? "";
      const own = changes.filter((change) => change.path === path);
      const after = withChanges(before, own);
      return { path: FilePath.parse(path), before, after, edits: textEditsOf(before, own) };
    });
    if (planned.every(({ before, after }) => before === after)) {
      throw new Refusal("no-change", "Nothing would change.");
    }
    const broken = planned.find(({ path, after }) => !this.#files.parses(path, after));
    if (broken !== undefined) {
      throw new Refusal("not-parsed", `${broken.path} could not be read any more after this edit.`);
    }
    return { kind: "edits", files: planned, affects, notes: [...notes] };
  }

  #placeAt(path: string, offset: number): ElementPlace | null {
    return placeIn(this.#files, path, offset);
  }
}

interface OwnChange {
  readonly written: Written | null;
  /** It is a value of the one alone: nobody needs to be asked. */
  readonly isData: boolean;
  readonly reason: string;
  readonly component: string | null;
  readonly place: ElementPlace | null;
}

const plain = (changes: readonly Change[]): Written => ({ changes, notes: [] });

function isOfList(source: Source, element: JsxElement): boolean {
  return ancestorsOf(source, element).some(
    (up) => isFunction(up) && mappedList(source, up) !== null,
  );
}

function placeIn(files: Files, path: string, offset: number): ElementPlace | null {
  const source = files.source(path);
  return source === null ? null : { file: FilePath.parse(path), ...placeOf(source.text, offset) };
}

function refusalPlan({ code, message, at }: Refusal, files: Files): DesignPlan {
  const place = at === null ? null : placeIn(files, at.path, at.offset);
  return { kind: "refused", code, message, place };
}
