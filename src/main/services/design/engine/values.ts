import type { ESTree } from "vite";
import { type Binding, bindingOf, functionName } from "./bindings.ts";
import { keyName, staticName } from "./collectClasses.ts";
import type { Files } from "./files.ts";
import {
  attributeOf,
  bare,
  elementAt,
  type Expression,
  type FunctionNode,
  type JsxElement,
  type Node,
  type Source,
} from "./source.ts";

/** A literal in the app's sources that a value may come from. */
export interface LiteralPlace {
  readonly source: Source;
  readonly node: ESTree.StringLiteral | ESTree.TemplateLiteral | ESTree.JSXText;
  readonly value: string;
}

/** A component and the place where it is used, the innermost first. */
export interface OwnerPlace {
  readonly component: string;
  readonly place: { readonly file: string; readonly line: number; readonly column: number } | null;
}

const MAX_STEPS = 4000;
/** Calls on a list that keep its items as they are. */
const KEEPING = new Set([
  "filter",
  "slice",
  "toSorted",
  "sort",
  "reverse",
  "toReversed",
  "concat",
  "flat",
]);
const PICKING = new Set(["find", "findLast", "at"]);
/** One of a list, whichever. */
const ANY = "*";

/**
 * Follows an expression to the literals it may take its value from: through constants, lists that
 * are mapped, imports inside the app, and the props that the owners pass.
 */
export function literalsOf(
  expression: Expression,
  source: Source,
  owners: readonly OwnerPlace[],
  files: Files,
): readonly LiteralPlace[] {
  const walk = new Walk(files);
  walk.follow({ source, owners }, expression, []);
  return walk.found;
}

interface Where {
  readonly source: Source;
  readonly owners: readonly OwnerPlace[];
}

class Walk {
  readonly found: LiteralPlace[] = [];
  readonly #files: Files;
  #steps = 0;

  constructor(files: Files) {
    this.#files = files;
  }

  /** @param path what is taken out of the value: names of properties. */
  // oxlint-disable-next-line complexity -- one case for each kind of expression, each a call
  follow(where: Where, given: Expression, path: readonly string[]): void {
    this.#steps += 1;
    if (this.#steps > MAX_STEPS) return;
    const node = bare(given);
    const [head, ...rest] = path;
    // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- a syntax tree has hundreds of kinds
    switch (node.type) {
      case "Literal":
        if (head === undefined && typeof node.value === "string") {
          this.#add(where.source, node as ESTree.StringLiteral, node.value);
        }
        return;
      case "TemplateLiteral":
        if (head === undefined && node.expressions.length === 0) {
          this.#add(where.source, node, node.quasis[0]?.value.cooked ?? "");
        }
        return;
      case "ConditionalExpression":
        this.follow(where, node.consequent, path);
        this.follow(where, node.alternate, path);
        return;
      case "LogicalExpression":
        if (node.operator !== "&&") this.follow(where, node.left, path);
        this.follow(where, node.right, path);
        return;
      case "ArrayExpression":
        if (head !== undefined) this.#items(where, node, head, rest);
        return;
      case "ObjectExpression":
        if (head !== undefined) this.#property(where, node, head, rest);
        return;
      case "MemberExpression":
        if (node.object.type !== "Super") {
          this.follow(where, node.object, [staticName(node) ?? ANY, ...path]);
        }
        return;
      case "ChainExpression":
        if (node.expression.type === "MemberExpression") this.follow(where, node.expression, path);
        return;
      case "Identifier":
        this.#name(where, node, path);
        return;
      case "CallExpression":
        this.#call(where, node, path);
        return;
      default:
    }
  }

  #add(source: Source, node: LiteralPlace["node"], value: string): void {
    if (this.found.some((one) => one.node === node)) return;
    this.found.push({ source, node, value });
  }

  #items(where: Where, node: ESTree.ArrayExpression, head: string, rest: readonly string[]): void {
    for (const [index, item] of node.elements.entries()) {
      if (item === null || (head !== ANY && head !== String(index))) continue;
      if (item.type === "SpreadElement") this.follow(where, item.argument, [ANY, ...rest]);
      else this.follow(where, item, rest);
    }
  }

  #property(
    where: Where,
    node: ESTree.ObjectExpression,
    head: string,
    rest: readonly string[],
  ): void {
    for (const property of node.properties) {
      if (property.type === "SpreadElement") this.follow(where, property.argument, [head, ...rest]);
      else if (head === ANY || keyName(property) === head) this.follow(where, property.value, rest);
    }
  }

  #call(where: Where, { callee }: ESTree.CallExpression, path: readonly string[]): void {
    if (callee.type !== "MemberExpression" || callee.object.type === "Super") return;
    const name = staticName(callee) ?? "";
    if (KEEPING.has(name)) this.follow(where, callee.object, path);
    if (PICKING.has(name)) this.follow(where, callee.object, [ANY, ...path]);
  }

  #name(
    where: Where,
    node: ESTree.IdentifierReference | ESTree.IdentifierName,
    path: readonly string[],
  ): void {
    const binding = bindingOf(where.source, node.name, node);
    if (binding?.kind === "const") this.follow(where, binding.init, [...binding.path, ...path]);
    if (binding?.kind === "import") this.#import(where, binding, path);
    if (binding?.kind === "param") this.#param(where, binding, path);
  }

  #import(
    where: Where,
    { from, imported }: Binding & { kind: "import" },
    path: readonly string[],
  ): void {
    const source = this.#files.imported(where.source.path, from);
    if (source === null) return;
    const init = exportedValue(source, imported);
    if (init !== null) this.follow({ source, owners: [] }, init, path);
  }

  #param(where: Where, binding: Binding & { kind: "param" }, path: readonly string[]): void {
    const list = mappedList(where.source, binding.fn);
    if (list !== null) {
      if (binding.index === 0) this.follow(where, list, [ANY, ...binding.path, ...path]);
      return;
    }
    const [prop, ...rest] = [...binding.path, ...path];
    const component = functionName(where.source, binding.fn);
    if (binding.index !== 0 || prop === undefined || component === null) return;
    this.#prop(where, { component, prop, rest, fallback: binding.fallback });
  }

  /** What the owner passes, at the place where it uses the component. */
  #prop(
    where: Where,
    asked: {
      component: string;
      prop: string;
      rest: readonly string[];
      fallback: Expression | null;
    },
  ): void {
    const at = where.owners.findIndex(({ component }) => component === asked.component);
    const place = where.owners[at]?.place ?? null;
    const source = place === null ? null : this.#files.source(place.file);
    if (source === null || place === null) return;
    const element = elementAt(source, place.line, place.column);
    if (element === null) return;
    const outer = { source, owners: where.owners.slice(at + 1) };
    if (asked.prop === "children" && asked.rest.length === 0) this.#children(outer, element);
    const attribute = attributeOf(element, asked.prop);
    if (attribute !== null) this.#passed(outer, attribute, asked.rest);
    else if (asked.fallback !== null) this.follow(where, asked.fallback, asked.rest);
  }

  #passed(where: Where, { value }: ESTree.JSXAttribute, rest: readonly string[]): void {
    if (value?.type === "Literal" && rest.length === 0) {
      this.#add(where.source, value, value.value);
    }
    if (value?.type !== "JSXExpressionContainer") return;
    const { expression } = value;
    if (expression.type !== "JSXEmptyExpression") this.follow(where, expression, rest);
  }

  #children(where: Where, element: JsxElement): void {
    for (const child of element.children) {
      if (child.type === "JSXText" && child.value.trim() !== "") {
        this.#add(where.source, child, shownText(child.value));
      }
      if (
        child.type === "JSXExpressionContainer" &&
        child.expression.type !== "JSXEmptyExpression"
      ) {
        this.follow(where, child.expression, []);
      }
    }
  }
}

/** The list whose items a function gets one by one: `list.map((item) => …)`. */
export function mappedList(source: Source, fn: FunctionNode): Expression | null {
  const call = source.parentOf(fn);
  if (call?.type !== "CallExpression" || call.arguments[0] !== fn) return null;
  const { callee } = call;
  if (callee.type !== "MemberExpression" || callee.object.type === "Super") return null;
  const name = staticName(callee);
  return name === "map" || name === "flatMap" ? callee.object : null;
}

function exportedValue(source: Source, name: string): Expression | null {
  for (const statement of source.program.body) {
    if (statement.type === "ExportDefaultDeclaration" && name === "default") {
      return defaultValue(source, statement.declaration);
    }
    if (statement.type !== "ExportNamedDeclaration") continue;
    if (statement.declaration?.type === "VariableDeclaration") {
      const { declarations, kind } = statement.declaration;
      const one = declarations.find(({ id }) => id.type === "Identifier" && id.name === name);
      if (one !== undefined) return kind === "const" ? one.init : null;
    }
    const listed = statement.specifiers.find(
      ({ exported }) => exported.type === "Identifier" && exported.name === name,
    );
    if (listed?.local.type === "Identifier" && statement.source === null) {
      const binding = bindingOf(source, listed.local.name, statement);
      return binding?.kind === "const" && binding.path.length === 0 ? binding.init : null;
    }
  }
  return null;
}

function defaultValue(source: Source, declaration: Node): Expression | null {
  if (declaration.type === "Identifier") {
    const binding = bindingOf(source, declaration.name, declaration);
    return binding?.kind === "const" && binding.path.length === 0 ? binding.init : null;
  }
  return declaration.type === "ObjectExpression" || declaration.type === "ArrayExpression"
    ? declaration
    : null;
}

/** JSX text as React shows it: lines trimmed and joined by one space. */
export function shownText(value: string): string {
  const lines = value.split(/\r\n|\n|\r/);
  return lines
    .map((line, index) => {
      const start = index === 0 ? line : line.replace(/^[ \t]+/, "");
      return index === lines.length - 1 ? start : start.replace(/[ \t]+$/, "");
    })
    .filter((line) => line !== "")
    .join(" ");
}
