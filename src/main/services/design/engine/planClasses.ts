import { collectClasses } from "./collectClasses.ts";
import type { ClassModel, ClassToken, Group, Piece } from "./classModel.ts";
import type { Conflicts } from "./conflicts.ts";
import { Liveness, sameGuards } from "./liveness.ts";
import { type Change, Refusal } from "./outcome.ts";
import {
  attributeOf,
  bare,
  hasSpread,
  isHostTag,
  type JsxElement,
  type Source,
  tagName,
} from "./source.ts";
import { takesClassName } from "./takesClassName.ts";

export interface ClassRequest {
  readonly source: Source;
  readonly element: JsxElement;
  readonly add: readonly string[];
  readonly remove: readonly string[];
  /** The class list of the page's element. */
  readonly live: readonly string[];
  /** What is passed to the component as `className`; null when that is not known. */
  readonly outside: ReadonlySet<string> | null;
  readonly conflicts: Conflicts;
}

export interface ClassChanges {
  readonly changes: readonly Change[];
  readonly notes: readonly string[];
  /** Constants that were written to, which others may use. */
  readonly shared: readonly string[];
}

/** Changes of the source after which the element has the asked classes, or a refusal. */
export function planClasses(request: ClassRequest): ClassChanges {
  const { source, element } = request;
  const attribute = attributeOf(element, "className");
  if (attribute === null) return insertAttribute(request);
  if (attribute.value === null) throw elsewhere(request);
  const spreads = element.openingElement.attributes.filter(
    (item) => item.type === "JSXSpreadAttribute",
  );
  const model = collectClasses(source, attribute.value);
  const plan = new ClassPlan(request, model, attribute.value.start);
  if (spreads.some(({ start }) => start > attribute.start) && !plan.isShown()) {
    throw new Refusal(
      "spread",
      "What is spread after className replaces it.",
      at(source, attribute.start),
    );
  }
  return plan.make();
}

class ClassPlan {
  readonly #request: ClassRequest;
  readonly #model: ClassModel;
  readonly #start: number;
  readonly #life: Liveness;
  readonly #live: ReadonlySet<string>;
  /** What each piece is to hold, by piece. */
  readonly #edits = new Map<Piece, PieceEdit>();
  readonly #changes: Change[] = [];
  readonly #notes: string[] = [];

  constructor(request: ClassRequest, model: ClassModel, start: number) {
    this.#request = request;
    this.#model = model;
    this.#start = start;
    this.#live = new Set(request.live);
    const page = { live: this.#live, outside: request.outside };
    this.#life = new Liveness(model, page, request.conflicts);
  }

  /** Whether the page has what the source says without conditions: else something overrides it. */
  isShown(): boolean {
    const always = this.#model.pieces.filter(({ guards }) => guards.length === 0);
    const { conflicts, live } = this.#request;
    return always.every(({ tokens }) =>
      tokens.every(
        ({ name }) => this.#live.has(name) || live.some((one) => conflicts.overlaps(one, name)),
      ),
    );
  }

  make(): ClassChanges {
    const { add, remove, live, conflicts } = this.#request;
    if (!this.isShown()) {
      throw new Refusal(
        "place-moved",
        "The page shows other classes than the source has here: it was changed since, or by a script.",
        at(this.#request.source, this.#start),
      );
    }
    const dropped = new Set(remove.filter((name) => this.#live.has(name)));
    for (const name of add) {
      const rivals = live.filter((other) => conflicts.replaces(other, name));
      for (const rival of rivals) dropped.delete(rival);
      this.#put(name, rivals);
    }
    for (const name of dropped) this.#drop(name);
    const shared = this.#write();
    if (this.#changes.length === 0) {
      throw new Refusal("no-change", "The element has these classes already.");
    }
    return { changes: this.#changes, notes: this.#notes, shared };
  }

  #put(name: string, rivals: readonly string[]): void {
    if (this.#live.has(name) && rivals.length === 0) return;
    const places = rivals.flatMap((rival) => this.#placesOf(rival));
    const [first] = places;
    if (first === undefined) {
      if (!this.#live.has(name)) this.#addAnew(name);
      return;
    }
    if (places.some(({ piece }) => !sameGuards(piece, first.piece))) {
      throw new Refusal(
        "several-classes",
        `${rivals.join(" and ")} set the same, each under its own condition.`,
        at(this.#request.source, first.piece.start),
      );
    }
    for (const { piece, name: old } of places) this.#editOf(piece).replace.set(old, null);
    if (!this.#live.has(name)) this.#editOf(first.piece).replace.set(first.name, name);
    this.#noteOverlaps(name, rivals);
  }

  #drop(name: string): void {
    for (const { piece } of this.#placesOf(name)) this.#editOf(piece).replace.set(name, null);
  }

  /** Where the source says a class that the page has. */
  #placesOf(name: string): { readonly piece: Piece; readonly name: string }[] {
    const holders = this.#model.pieces.filter(
      (piece) =>
        piece.tokens.some((token) => token.name === name) && this.#life.of(piece) !== "dead",
    );
    // Said twice: to change one of them may show nothing.
    const isPassedToo = this.#model.opaques.length > 0 && this.#request.outside?.has(name) === true;
    if (isPassedToo) throw elsewhere(this.#request, name);
    const unsure = holders.find((piece) => this.#life.of(piece) === "unknown");
    if (unsure !== undefined) {
      throw new Refusal(
        "ambiguous-branch",
        `Which of the branches with ${name} is shown cannot be told from the page.`,
        at(this.#request.source, unsure.start),
      );
    }
    if (holders.length === 0 && this.#model.hasPartial) {
      throw new Refusal(
        "partial-class",
        `${name} may be put together from parts, which cannot be told apart.`,
        at(this.#request.source, this.#start),
      );
    }
    if (holders.length === 0) throw elsewhere(this.#request, name);
    return holders.map((piece) => ({ piece, name }));
  }

  /** Nothing that is shown sets the same: it goes where it changes only this. */
  #addAnew(name: string): void {
    const { conflicts } = this.#request;
    const rivals = this.#model.pieces.filter(
      (piece) =>
        this.#life.of(piece) !== "live" &&
        piece.tokens.some((token) => conflicts.replaces(token.name, name)),
    );
    const groups = new Set(rivals.map(({ guards }) => guards.at(-1)?.group));
    const [group] = groups;
    if (group === undefined) this.#intoHome(name);
    else if (groups.size === 1) this.#besideRival(name, group, rivals);
    else throw severalBranches(name, this.#request.source, this.#start);
    this.#noteOverlaps(name, []);
  }

  /** The branch that is not shown sets the same: the one that is shown takes it. */
  #besideRival(name: string, group: Group, rivals: readonly Piece[]): void {
    const { source } = this.#request;
    const option = this.#life.option(group);
    const shown = this.#model.pieces.find(
      ({ guards }) => guards.at(-1)?.group === group && guards.at(-1)?.option === option,
    );
    if (shown !== undefined && option !== null) {
      this.#editOf(shown).append.push(name);
      return;
    }
    const node = group.node;
    const [rival] = rivals;
    const isDead = rival !== undefined && this.#life.of(rival) === "dead";
    const isOnly = rival?.guards.length === 1;
    // on && "p-8" becomes on ? "p-8" : "p-6"
    if (group.kind === "and" && isDead && isOnly && node.type === "LogicalExpression") {
      const between = source.text.slice(node.left.end, node.right.start);
      const sign = node.left.end + between.indexOf("&&");
      if (between.indexOf("&&") !== -1 && node.left.type !== "ConditionalExpression") {
        this.#changes.push(
          change(source, sign, sign + 2, "?"),
          change(
            source,
            node.right.end,
            node.right.end,
            ` : ${quoted(name, source, node.right.start)}`,
          ),
        );
        return;
      }
    }
    throw severalBranches(name, source, this.#start);
  }

  #intoHome(name: string): void {
    const live = this.#model.pieces.filter(
      (piece) => this.#life.of(piece) === "live" && canGrow(piece),
    );
    const always = live.filter(({ guards }) => guards.length === 0);
    const own = always.find(({ sharing, tokens }) => sharing === null && tokens.length > 0);
    const home = own ?? always.find(({ sharing }) => sharing === null) ?? always[0];
    if (home !== undefined) {
      this.#editOf(home).append.push(name);
      return;
    }
    if (this.#asFirstArgument(name)) return;
    const [only] = live;
    if (only === undefined) throw elsewhere(this.#request);
    this.#editOf(only).append.push(name);
  }

  /** `cn(on && "a")` becomes `cn("p-6", on && "a")`. */
  #asFirstArgument(name: string): boolean {
    const { source, element } = this.#request;
    const value = attributeOf(element, "className")?.value;
    if (value?.type !== "JSXExpressionContainer") return false;
    const { expression } = value;
    if (expression.type === "JSXEmptyExpression") return false;
    const call = bare(expression);
    if (call.type !== "CallExpression" || call.callee.type !== "Identifier") return false;
    const [first] = call.arguments;
    // An argument object of cva is not a list of names.
    if (first === undefined || this.#model.groups.some(({ kind }) => kind === "variant"))
      return false;
    const isFollowed = this.#model.opaques.every(({ node }) => node !== call);
    if (!isFollowed || (first.type === "ObjectExpression" && call.arguments.length === 0))
      return false;
    this.#changes.push(
      change(source, first.start, first.start, `${quoted(name, source, first.start)}, `),
    );
    return true;
  }

  #noteOverlaps(name: string, rivals: readonly string[]): void {
    const { live, conflicts, remove } = this.#request;
    const [variants, utility] = split(name);
    for (const other of live) {
      if (rivals.includes(other) || remove.includes(other) || other === name) continue;
      const [otherVariants, otherUtility] = split(other);
      const setsSame = conflicts.replaces(otherUtility, utility) || otherUtility === utility;
      if (otherVariants === variants && conflicts.overlaps(other, name)) {
        this.#notes.push(`${other} stays and sets a part of the same.`);
      } else if (otherVariants !== variants && variants === "" && setsSame) {
        this.#notes.push(`${other} sets the same where its condition holds.`);
      }
    }
  }

  #editOf(piece: Piece): PieceEdit {
    const known = this.#edits.get(piece);
    if (known !== undefined) return known;
    const edit = { replace: new Map<string, string | null>(), append: [] };
    this.#edits.set(piece, edit);
    return edit;
  }

  #write(): string[] {
    const { source } = this.#request;
    const shared = new Set<string>();
    const written = new Set<number>();
    for (const [piece, edit] of this.#edits) {
      if (written.has(piece.start)) continue;
      written.add(piece.start);
      if (piece.sharing !== null) shared.add(piece.sharing.name);
      this.#changes.push(...pieceChanges(source, piece, edit));
    }
    return [...shared];
  }
}

interface PieceEdit {
  /** Old name → new name; null takes it away. */
  readonly replace: Map<string, string | null>;
  readonly append: string[];
}

/** The smallest changes: what is not touched keeps its spaces and lines. */
function pieceChanges(source: Source, piece: Piece, { replace, append }: PieceEdit): Change[] {
  const changes = piece.tokens
    .filter(({ name }) => replace.has(name))
    .map((token) => tokenChange(source, piece, token, replace.get(token.name) ?? null));
  if (append.length === 0) return changes;
  const last = piece.tokens.at(-1);
  const words = append.join(" ");
  const isGone = ({ name }: ClassToken): boolean => replace.get(name) === null;
  if (last !== undefined && !piece.tokens.every(isGone)) {
    return [...changes, change(source, last.end, last.end, ` ${words}`)];
  }
  return [...changes, change(source, piece.end, piece.end, spacedApart(source, piece, words))];
}

function tokenChange(source: Source, piece: Piece, token: ClassToken, put: string | null): Change {
  if (piece.gluedStart && piece.gluedEnd) {
    throw new Refusal(
      "partial-class",
      `${token.name} is a key without quotes, or a part of a name that is put together.`,
      at(source, token.start),
    );
  }
  if (put === null) return removal(source, piece, token);
  return change(source, token.start, token.end, put);
}

/** Words at the end of a piece without words, apart from the expressions beside it. */
function spacedApart(source: Source, piece: Piece, words: string): string {
  if (piece.quote !== "`") return words;
  const isEmpty = piece.end === piece.start;
  const before = isEmpty && isExpressionBefore(source, piece) ? " " : "";
  return `${before}${words}${isExpressionAfter(source, piece) ? " " : ""}`;
}

/** A name goes together with the space on one of its sides. */
function removal(source: Source, piece: Piece, token: ClassToken): Change {
  const { text } = source;
  const spaceAfter = /^[^\S\n]+/.exec(text.slice(token.end, piece.end))?.[0].length ?? 0;
  if (spaceAfter > 0) return change(source, token.start, token.end + spaceAfter, "");
  const before = text.slice(piece.start, token.start);
  const spaceBefore = /\s+$/.exec(before)?.[0].length ?? 0;
  // The space before an expression of a template keeps its neighbours apart.
  const isApart = spaceBefore < before.length || piece.quote !== "`";
  return change(source, token.start - (isApart ? spaceBefore : 0), token.end, "");
}

const isExpressionBefore = ({ text }: Source, { start }: Piece): boolean => text[start - 1] === "}";
const isExpressionAfter = ({ text }: Source, { end }: Piece): boolean => text.startsWith("${", end);

/** A name can be put at its end without growing into what stands there. */
const canGrow = ({ gluedEnd, tokens }: Piece): boolean => !gluedEnd || tokens.length > 0;

/** An element without className gets one, where nothing can hold another. */
function insertAttribute(request: ClassRequest): ClassChanges {
  refuseForeign(request);
  const { source, element, add } = request;
  const { name, attributes, typeArguments } = element.openingElement;
  const [spread] = attributes.filter((item) => item.type === "JSXSpreadAttribute");
  const last = attributes.at(-1);
  const text = `className="${add.join(" ")}"`;
  if (spread !== undefined) {
    return {
      changes: [change(source, spread.start, spread.start, `${text} `)],
      notes: [],
      shared: [],
    };
  }
  const end = last?.end ?? typeArguments?.end ?? name.end;
  const before = last === undefined ? "" : source.text.slice(0, last.start);
  const indent = /\n[^\S\n]*$/.exec(before)?.[0] ?? " ";
  return { changes: [change(source, end, end, `${indent}${text}`)], notes: [], shared: [] };
}

/** Without the attribute, classes on the page come from elsewhere, or the component takes none. */
function refuseForeign(request: ClassRequest): void {
  const { source, element, add, live } = request;
  const tag = tagName(element.openingElement.name);
  if (!isHostTag(tag) && !takesClassName(source, tag)) {
    throw new Refusal(
      "class-from-elsewhere",
      `Whether ${tag} takes class names is not known here.`,
      at(source, element.start),
    );
  }
  if (live.length > 0 && (hasSpread(element) || isHostTag(tag))) throw elsewhere(request);
  if (add.length === 0) throw new Refusal("no-change", "The element has no classes.");
  if (attributeOf(element, "class") !== null) throw elsewhere(request);
}

/** Splits variants from the utility: `md:hover:p-6` → `md:hover`, `p-6`. */
function split(name: string): readonly [string, string] {
  let depth = 0;
  let colon = -1;
  for (const [index, sign] of name.split("").entries()) {
    if (sign === "[" || sign === "(") depth++;
    else if (sign === "]" || sign === ")") depth--;
    else if (sign === ":" && depth === 0) colon = index;
  }
  return colon === -1 ? ["", name] : [name.slice(0, colon), name.slice(colon + 1)];
}

/** With the quotes that the module uses. */
function quoted(name: string, { text }: Source, near: number): string {
  return text[near] === "'" ? `'${name}'` : `"${name}"`;
}

function elsewhere({ source, element }: ClassRequest, name?: string): Refusal {
  const message =
    name === undefined
      ? "The class names come from outside this element, so a change here could do more than asked."
      : `${name} does not stand in this element's source: it comes from a prop, another file or a script.`;
  return new Refusal("class-from-elsewhere", message, at(source, element.start));
}

function severalBranches(name: string, source: Source, offset: number): Refusal {
  return new Refusal(
    "several-classes",
    `Another branch sets the same as ${name}, so it cannot be put beside it.`,
    at(source, offset),
  );
}

function at({ path }: Source, offset: number): { path: string; offset: number } {
  return { path, offset };
}

function change({ path }: Source, start: number, end: number, text: string): Change {
  return { path, start, end, text };
}
