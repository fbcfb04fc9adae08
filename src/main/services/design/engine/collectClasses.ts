import type { ESTree } from "vite";
import { bindingOf, isExported, mentionsOf } from "./bindings.ts";
import type { ClassModel, ClassToken, Group, Guard, Opaque, Piece, Sharing } from "./classModel.ts";
import { bare, type Expression, type Node, type Source } from "./source.ts";

/** Functions that join class names, whatever they do with conflicting ones. */
const JOINERS = new Set([
  "cn",
  "clsx",
  "cx",
  "classNames",
  "classnames",
  "twMerge",
  "twJoin",
  "cnMerge",
]);
const JOINING_METHODS = new Set(["join", "filter", "trim", "concat"]);
const MAX_DEPTH = 30;

interface Place {
  readonly guards: readonly Guard[];
  readonly sharing: Sharing | null;
  readonly depth: number;
}

/** What the value of a `className` is made of, followed through the constants of its module. */
export function collectClasses(
  source: Source,
  value: NonNullable<ESTree.JSXAttribute["value"]>,
): ClassModel {
  return new Collector(source).collect(value);
}

class Collector {
  readonly #source: Source;
  readonly #pieces: Piece[] = [];
  readonly #groups: Group[] = [];
  readonly #opaques: Opaque[] = [];
  #hasPartial = false;

  constructor(source: Source) {
    this.#source = source;
  }

  collect(value: NonNullable<ESTree.JSXAttribute["value"]>): ClassModel {
    const place = { guards: [], sharing: null, depth: 0 };
    if (value.type === "Literal") this.#literal(value, "jsx", place);
    else if (
      value.type === "JSXExpressionContainer" &&
      value.expression.type !== "JSXEmptyExpression"
    ) {
      this.#expression(value.expression, place);
    }
    return {
      pieces: this.#pieces,
      groups: this.#groups,
      opaques: this.#opaques,
      hasPartial: this.#hasPartial,
    };
  }

  #expression(given: Expression, place: Place): void {
    const node = bare(given);
    if (place.depth > MAX_DEPTH) return this.#opaque(node, place);
    const inner = { ...place, depth: place.depth + 1 };
    // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- a syntax tree has hundreds of kinds
    switch (node.type) {
      case "Literal":
        return this.#literal(node, null, inner);
      case "TemplateLiteral":
        return this.#template(node, inner);
      case "ConditionalExpression":
        return this.#ternary(node, inner);
      case "LogicalExpression":
        return this.#logical(node, inner);
      case "ArrayExpression":
        return this.#list(node.elements, inner);
      case "ObjectExpression":
        return this.#keys(node, inner);
      case "CallExpression":
        return this.#call(node, inner);
      case "MemberExpression":
        return this.#member(node, inner);
      case "Identifier":
        return this.#identifier(node, inner);
      case "BinaryExpression":
        return this.#joined(node, inner);
      case "UnaryExpression":
        return undefined;
      default:
        return this.#opaque(node, inner);
    }
  }

  #literal(node: Node, quote: "jsx" | null, place: Place): void {
    if (node.type !== "Literal" || typeof node.value !== "string") return;
    const raw = this.#source.text.slice(node.start, node.end);
    const content = raw.slice(1, -1);
    // With escapes, what stands in the source is not what the page has.
    if (content !== node.value) {
      this.#hasPartial = true;
      return;
    }
    const sign = raw[0] === "'" ? "'" : '"';
    this.#piece({ start: node.start + 1, end: node.end - 1 }, quote ?? sign, place);
  }

  #template(node: ESTree.TemplateLiteral, place: Place): void {
    for (const [index, quasi] of node.quasis.entries()) {
      // Its range counts the mark before it: a backtick, or the brace that ends an expression.
      const start = isMark(this.#source.text[quasi.start]) ? quasi.start + 1 : quasi.start;
      const end = start + quasi.value.raw.length;
      const glued = {
        start: index > 0 && /^\S/.test(quasi.value.raw),
        end: index < node.expressions.length && /\S$/.test(quasi.value.raw),
      };
      if (quasi.value.raw === "" && index > 0 && index < node.expressions.length)
        this.#hasPartial = true;
      if (quasi.value.raw !== quasi.value.cooked) this.#hasPartial = true;
      else this.#piece({ start, end }, "`", place, glued);
    }
    for (const expression of node.expressions) this.#expression(expression, place);
  }

  #ternary(node: ESTree.ConditionalExpression, place: Place): void {
    const group = this.#group("ternary", node, { options: 2 });
    this.#expression(node.consequent, guarded(place, group, 0));
    this.#expression(node.alternate, guarded(place, group, 1));
  }

  #logical(node: ESTree.LogicalExpression, place: Place): void {
    if (node.operator === "&&") {
      const group = this.#group("and", node, { mayBeNone: true });
      this.#expression(node.right, guarded(place, group, 0));
      return;
    }
    const group = this.#group("ternary", node, { options: 2 });
    this.#expression(node.left, guarded(place, group, 0));
    this.#expression(node.right, guarded(place, group, 1));
  }

  #list(
    elements: readonly (ESTree.ArrayExpressionElement | ESTree.Argument)[],
    place: Place,
  ): void {
    for (const element of elements) {
      if (element === null) continue;
      if (element.type === "SpreadElement") this.#expression(element.argument, place);
      else this.#expression(element, place);
    }
  }

  #keys(node: ESTree.ObjectExpression, place: Place): void {
    for (const property of node.properties) {
      if (property.type === "SpreadElement") {
        this.#opaque(property.argument, place);
        continue;
      }
      const group = this.#group("key", property, {
        mayBeNone: true,
        known: alwaysTrue(property.value),
      });
      const inside = guarded(place, group, 0);
      if (property.computed) this.#expression(property.key as Expression, inside);
      else if (property.key.type === "Literal") this.#literal(property.key, null, inside);
      else if (property.key.type === "Identifier") this.#bareKey(property.key, inside);
    }
  }

  /** `{ flex: isOpen }`: a name without quotes can be found, but other names cannot take its place. */
  #bareKey(key: ESTree.IdentifierName, place: Place): void {
    const { start, end, name } = key;
    this.#pieces.push({
      start,
      end,
      quote: '"',
      tokens: [{ name, start, end }],
      guards: place.guards,
      sharing: place.sharing,
      gluedStart: true,
      gluedEnd: true,
    });
  }

  #call(node: ESTree.CallExpression, place: Place): void {
    const { callee } = node;
    if (callee.type === "MemberExpression") return this.#method(node, callee, place);
    if (callee.type !== "Identifier") return this.#opaque(node, place);
    if (JOINERS.has(callee.name)) return this.#list(node.arguments, place);
    const variants = this.#variantsNamed(callee);
    if (variants === null) return this.#opaque(node, place);
    this.#variants(variants, { ...place, sharing: this.#sharing(callee.name) ?? place.sharing });
    for (const name of ["className", "class"]) {
      const passed = valueOf(node.arguments[0], name);
      if (passed !== null) this.#expression(passed, place);
    }
    return undefined;
  }

  /** `["a", on && "b"].filter(Boolean).join(" ")` */
  #method(node: ESTree.CallExpression, callee: ESTree.MemberExpression, place: Place): void {
    const name = staticName(callee) ?? "";
    if (!JOINING_METHODS.has(name) || callee.object.type === "Super") {
      return this.#opaque(node, place);
    }
    this.#expression(callee.object, place);
    if (name === "concat") this.#list(node.arguments, place);
    return undefined;
  }

  /** The `cva(…)` that a name stands for. */
  #variantsNamed(callee: ESTree.IdentifierReference): ESTree.CallExpression | null {
    const binding = bindingOf(this.#source, callee.name, callee);
    const init = binding?.kind === "const" ? bare(binding.init) : null;
    if (init?.type !== "CallExpression" || init.callee.type !== "Identifier") return null;
    return init.callee.name === "cva" ? init : null;
  }

  /** `cva(base, { variants: { size: { sm: "…" } }, compoundVariants: [{ class: "…" }] })` */
  #variants(init: ESTree.CallExpression, place: Place): void {
    const [base, config] = init.arguments;
    if (base !== undefined && base.type !== "SpreadElement") this.#expression(base, place);
    const variants = valueOf(config, "variants");
    for (const property of propertiesOf(variants)) {
      const options = propertiesOf(property.value);
      const group = this.#group("variant", property, { mayBeNone: true, options: options.length });
      for (const [index, option] of options.entries()) {
        this.#expression(option.value, guarded(place, group, index));
      }
    }
    const compounds = valueOf(config, "compoundVariants");
    if (compounds?.type !== "ArrayExpression") return;
    for (const compound of compounds.elements) {
      if (compound === null) continue;
      const value = valueOf(compound, "class") ?? valueOf(compound, "className");
      const group = this.#group("variant", compound, { mayBeNone: true });
      if (value !== null) this.#expression(value, guarded(place, group, 0));
    }
  }

  #member(node: ESTree.MemberExpression, place: Place): void {
    if (node.object.type !== "Identifier") return this.#opaque(node, place);
    const { name } = node.object;
    const binding = bindingOf(this.#source, name, node);
    const init = binding?.kind === "const" && binding.path.length === 0 ? bare(binding.init) : null;
    if (init?.type !== "ObjectExpression") return this.#opaque(node, place, propOf(binding, node));
    const inside = { ...place, sharing: this.#sharing(name) ?? place.sharing };
    const properties = propertiesOf(init);
    if (properties.length !== init.properties.length) return this.#opaque(node, place);
    const named = staticName(node);
    if (named !== null) {
      const one = properties.find((property) => keyName(property) === named);
      return one === undefined ? this.#opaque(node, place) : this.#expression(one.value, inside);
    }
    const group = this.#group("member", node, { mayBeNone: true, options: properties.length });
    for (const [index, property] of properties.entries()) {
      this.#expression(property.value, guarded(inside, group, index));
    }
    return undefined;
  }

  #identifier(node: ESTree.IdentifierReference | ESTree.IdentifierName, place: Place): void {
    if (node.name === "undefined") return;
    const binding = bindingOf(this.#source, node.name, node);
    if (binding?.kind === "const" && binding.path.length === 0) {
      this.#expression(binding.init, {
        ...place,
        sharing: this.#sharing(node.name) ?? place.sharing,
      });
      return;
    }
    if (binding?.kind === "param" && binding.fallback !== null) {
      // `className = ""`: what stands in for nothing is no class.
      const fallback = bare(binding.fallback);
      const isEmpty = fallback.type === "Literal" && fallback.value === "";
      if (!isEmpty) this.#hasPartial = true;
    }
    this.#opaque(node, place, binding?.kind === "param" ? (binding.path[0] ?? null) : null);
  }

  /** `"a " + b` */
  #joined(node: ESTree.BinaryExpression | ESTree.PrivateInExpression, place: Place): void {
    if (node.operator !== "+") {
      return this.#opaque(node, place);
    }
    const left = bare(node.left);
    const right = bare(node.right);
    const spaced = [endsInSpace(left), startsWithSpace(right)];
    if (!spaced.includes(true)) this.#hasPartial = true;
    this.#expression(left, place);
    this.#expression(right, place);
    return undefined;
  }

  #piece(
    { start, end }: { readonly start: number; readonly end: number },
    quote: Piece["quote"],
    { guards, sharing }: Place,
    glued: { readonly start: boolean; readonly end: boolean } = { start: false, end: false },
  ): void {
    const all = tokensIn(this.#source.text, start, end);
    const whole = all.filter(
      (token) => !(glued.start && token.start === start) && !(glued.end && token.end === end),
    );
    if (whole.length < all.length) this.#hasPartial = true;
    this.#pieces.push({
      start,
      end,
      quote,
      tokens: whole,
      guards,
      sharing,
      gluedStart: glued.start,
      gluedEnd: glued.end,
    });
  }

  #group(
    kind: Group["kind"],
    node: Node,
    rest: { mayBeNone?: boolean; options?: number; known?: number | null } = {},
  ): Group {
    const { mayBeNone = false, options = 1, known = null } = rest;
    const group: Group = { kind, node, mayBeNone, options, known };
    this.#groups.push(group);
    return group;
  }

  #opaque(node: Expression, { guards }: Place, prop: string | null = null): void {
    this.#opaques.push({ node, guards, prop });
  }

  #sharing(name: string): Sharing | null {
    const uses = mentionsOf(this.#source, name);
    const exported = isExported(this.#source, name);
    return uses > 1 || exported ? { name, uses, exported } : null;
  }
}

const isMark = (sign: string | undefined): boolean => sign === "`" || sign === "}";

function guarded(place: Place, group: Group, option: number): Place {
  return { ...place, guards: [...place.guards, { group, option }] };
}

function tokensIn(text: string, start: number, end: number): ClassToken[] {
  return [...text.slice(start, end).matchAll(/\S+/g)].map((found) => ({
    name: found[0],
    start: start + found.index,
    end: start + found.index + found[0].length,
  }));
}

function alwaysTrue(value: Expression): number | null {
  return value.type === "Literal" && value.value === true ? 0 : null;
}

function propertiesOf(node: Node | null | undefined): readonly ESTree.ObjectProperty[] {
  if (node?.type !== "ObjectExpression") return [];
  return node.properties.filter((property) => property.type === "Property");
}

export function keyName(property: ESTree.ObjectProperty): string | null {
  if (property.computed) return null;
  if (property.key.type === "Identifier") return property.key.name;
  return property.key.type === "Literal" ? String(property.key.value) : null;
}

export function valueOf(node: Node | null | undefined, name: string): Expression | null {
  return propertiesOf(node).find((property) => keyName(property) === name)?.value ?? null;
}

/** The name that a member expression asks for, when the source says it. */
export function staticName(node: ESTree.MemberExpression): string | null {
  if (node.computed) {
    return node.property.type === "Literal" ? String(node.property.value) : null;
  }
  return node.property.type === "Identifier" ? node.property.name : null;
}

function propOf(
  binding: ReturnType<typeof bindingOf>,
  node: ESTree.MemberExpression,
): string | null {
  const isProps = binding?.kind === "param" && binding.index === 0 && binding.path.length === 0;
  return isProps ? staticName(node) : null;
}

const endsInSpace = (node: Expression): boolean => /\s$/.test(edgeText(node, -1));
const startsWithSpace = (node: Expression): boolean => /^\s/.test(edgeText(node, 0));

/** The literal text at one end of an expression; empty when there is none. */
function edgeText(node: Expression, end: 0 | -1): string {
  if (node.type === "Literal") return typeof node.value === "string" ? node.value : "";
  if (node.type === "TemplateLiteral") return node.quasis.at(end)?.value.raw ?? "";
  if (node.type === "BinaryExpression" && node.operator === "+") {
    return edgeText(bare(end === 0 ? node.left : node.right), end);
  }
  return "";
}
