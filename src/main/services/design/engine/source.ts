import { type ESTree, parseSync } from "vite";

export type Node = ESTree.Node;
export type Expression = ESTree.Expression;
export type JsxElement = ESTree.JSXElement;

/** A module's text with its syntax tree. Offsets are in UTF-16 units. */
export interface Source {
  readonly path: string;
  readonly text: string;
  readonly program: ESTree.Program;
  parentOf(node: Node): Node | null;
}

/** Null when the text has syntax errors. */
export function parseSource(path: string, text: string): Source | null {
  // A .js file may hold JSX as well; a .ts file may not, and `<T>x` means a cast in it.
  const lang = path.endsWith(".ts") ? "ts" : "tsx";
  const { program, errors } = parseSync(path, text, { lang, preserveParens: false });
  if (errors.length > 0) return null;
  const parents = new Map<Node, Node>();
  const pending: Node[] = [program];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    for (const child of childrenOf(node)) {
      parents.set(child, node);
      pending.push(child);
    }
  }
  return { path, text, program, parentOf: (node) => parents.get(node) ?? null };
}

/** The nodes right below one, in no certain order. */
function childrenOf(node: Node): readonly Node[] {
  return Object.values(node).flatMap((value: unknown) =>
    Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [],
  );
}

function isNode(value: unknown): value is Node {
  return (
    typeof value === "object" &&
    value !== null &&
    "type" in value &&
    typeof value.type === "string" &&
    "start" in value
  );
}

/** Every node of a tree that a test accepts. */
export function findAll<T extends Node>(root: Node, test: (node: Node) => node is T): T[] {
  const found: T[] = [];
  const pending: Node[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (test(node)) found.push(node);
    pending.push(...childrenOf(node));
  }
  return found.toSorted((a, b) => a.start - b.start);
}

export function ancestorsOf(source: Source, node: Node): readonly Node[] {
  const found: Node[] = [];
  for (let up = source.parentOf(node); up !== null; up = source.parentOf(up)) found.push(up);
  return found;
}

/** The element whose `<` stands at a 1-based line and column. */
export function elementAt(source: Source, line: number, column: number): JsxElement | null {
  const start = offsetAt(source.text, line, column);
  if (start === null) return null;
  const isThere = (node: Node): node is JsxElement =>
    node.type === "JSXElement" && node.start === start;
  return findAll(source.program, isThere)[0] ?? null;
}

function offsetAt(text: string, line: number, column: number): number | null {
  let start = 0;
  for (let at = 1; at < line; at++) {
    const end = text.indexOf("\n", start);
    if (end === -1) return null;
    start = end + 1;
  }
  return start + column - 1;
}

/** 1-based. */
export function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf("\n") + 1;
  return { line: before.split("\n").length, column: offset - lineStart + 1 };
}

/** The expression inside casts and assertions, which change nothing at run time. */
export function bare(expression: Expression): Expression {
  // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- a syntax tree has hundreds of kinds
  switch (expression.type) {
    case "TSAsExpression":
    case "TSSatisfiesExpression":
    case "TSTypeAssertion":
    case "TSNonNullExpression":
    case "ParenthesizedExpression":
      return bare(expression.expression);
    default:
      return expression;
  }
}

export type FunctionNode = ESTree.Function | ESTree.ArrowFunctionExpression;

export function isFunction(node: Node): node is FunctionNode {
  return (
    node.type === "FunctionDeclaration" ||
    node.type === "FunctionExpression" ||
    node.type === "ArrowFunctionExpression"
  );
}

/** The name a tag is written with: `div`, `Card`, `Menu.Item`. */
export function tagName(name: ESTree.JSXElementName | ESTree.JSXMemberExpressionObject): string {
  if (name.type === "JSXIdentifier") return name.name;
  if (name.type === "JSXNamespacedName") return `${name.namespace.name}:${name.name.name}`;
  return `${tagName(name.object)}.${name.property.name}`;
}

/** Whether a tag names an element of the page, not a component. */
export const isHostTag = (tag: string): boolean => /^[a-z][^.]*$/.test(tag);

export function attributeOf(element: JsxElement, name: string): ESTree.JSXAttribute | null {
  const found = element.openingElement.attributes.find(
    (item) =>
      item.type === "JSXAttribute" && item.name.type === "JSXIdentifier" && item.name.name === name,
  );
  return found?.type === "JSXAttribute" ? found : null;
}

export const hasSpread = (element: JsxElement): boolean =>
  element.openingElement.attributes.some((item) => item.type === "JSXSpreadAttribute");
