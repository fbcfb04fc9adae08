import type { ESTree } from "vite";
import {
  ancestorsOf,
  type Expression,
  findAll,
  type FunctionNode,
  isFunction,
  type Node,
  type Source,
} from "./source.ts";

/** What a name stands for at one place. */
export type Binding =
  | {
      readonly kind: "const";
      readonly init: Expression;
      readonly declarator: Node;
      readonly path: readonly string[];
    }
  /** A parameter, or what is taken out of one: `({ title })` has the path `title`. */
  | {
      readonly kind: "param";
      readonly fn: FunctionNode;
      readonly index: number;
      readonly path: readonly string[];
      /** What stands in when nothing is passed. */
      readonly fallback: Expression | null;
    }
  | {
      readonly kind: "import";
      readonly from: string;
      readonly imported: string;
      readonly specifier: Node;
    }
  /** Declared in a way that is not followed. */
  | { readonly kind: "other" };

/** Null when the module does not declare it. */
export function bindingOf(source: Source, name: string, from: Node): Binding | null {
  for (const scope of ancestorsOf(source, from)) {
    const found = declaredIn(scope, name);
    if (found !== null) return found;
  }
  return null;
}

function declaredIn(scope: Node, name: string): Binding | null {
  if (isFunction(scope)) return ofParameters(scope, name);
  // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- a syntax tree has hundreds of kinds
  switch (scope.type) {
    case "BlockStatement":
    case "Program":
    case "StaticBlock":
      return firstOf(scope.body, (statement) => ofStatement(statement, name));
    case "ForOfStatement":
    case "ForInStatement":
      return declares(scope.left, name) ? { kind: "other" } : null;
    case "ForStatement":
      return scope.init !== null && declares(scope.init, name) ? { kind: "other" } : null;
    case "CatchClause":
      return scope.param !== null && mentions(scope.param, name) ? { kind: "other" } : null;
    default:
      return null;
  }
}

function firstOf<T>(list: readonly T[], test: (item: T) => Binding | null): Binding | null {
  for (const item of list) {
    const found = test(item);
    if (found !== null) return found;
  }
  return null;
}

function ofStatement(statement: Node, name: string): Binding | null {
  // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- a syntax tree has hundreds of kinds
  switch (statement.type) {
    case "VariableDeclaration":
      return firstOf(statement.declarations, (one) => ofDeclarator(one, statement.kind, name));
    case "ExportNamedDeclaration":
      return statement.declaration === null ? null : ofStatement(statement.declaration, name);
    case "ImportDeclaration":
      return firstOf(statement.specifiers, (one) => ofImport(one, statement.source.value, name));
    case "FunctionDeclaration":
    case "ClassDeclaration":
    case "TSEnumDeclaration":
      return statement.id?.name === name ? { kind: "other" } : null;
    default:
      return null;
  }
}

function ofDeclarator(
  declarator: ESTree.VariableDeclarator,
  kind: string,
  name: string,
): Binding | null {
  const path = pathTo(declarator.id, name);
  if (path === null) return null;
  const { init } = declarator;
  if (kind !== "const" || init === null || path.fallback !== null) return { kind: "other" };
  return { kind: "const", init, declarator, path: path.names };
}

function ofImport(
  specifier: ESTree.ImportDeclarationSpecifier,
  from: string,
  name: string,
): Binding | null {
  if (specifier.local.name !== name) return null;
  if (specifier.type === "ImportNamespaceSpecifier") return { kind: "other" };
  const imported =
    specifier.type === "ImportDefaultSpecifier"
      ? "default"
      : specifier.imported.type === "Literal"
        ? specifier.imported.value
        : specifier.imported.name;
  return { kind: "import", from, imported, specifier };
}

function ofParameters(fn: FunctionNode, name: string): Binding | null {
  for (const [index, param] of fn.params.entries()) {
    const path = pathTo(param, name);
    if (path !== null) {
      return { kind: "param", fn, index, path: path.names, fallback: path.fallback };
    }
  }
  return null;
}

interface PatternPath {
  readonly names: readonly string[];
  readonly fallback: Expression | null;
}

/** How a pattern takes a name out of a value; null when it does not. */
function pathTo(pattern: Node, name: string): PatternPath | null {
  if (pattern.type === "Identifier") {
    return pattern.name === name ? { names: [], fallback: null } : null;
  }
  if (pattern.type === "AssignmentPattern") {
    const inner = pathTo(pattern.left, name);
    if (inner === null) return null;
    return inner.names.length === 0 ? { names: [], fallback: pattern.right } : inner;
  }
  if (pattern.type !== "ObjectPattern") return mentions(pattern, name) ? UNFOLLOWED : null;
  for (const property of pattern.properties) {
    if (property.type === "RestElement") {
      if (mentions(property, name)) return UNFOLLOWED;
      continue;
    }
    const inner = pathTo(property.value, name);
    if (inner === null) continue;
    if (property.computed || property.key.type !== "Identifier") return UNFOLLOWED;
    return { names: [property.key.name, ...inner.names], fallback: inner.fallback };
  }
  return null;
}

/** A name no object has, so that nothing is found behind it. */
const UNFOLLOWED: PatternPath = { names: ["\0"], fallback: null };

function declares(node: Node, name: string): boolean {
  return (
    node.type === "VariableDeclaration" && node.declarations.some(({ id }) => mentions(id, name))
  );
}

function mentions(node: Node, name: string): boolean {
  const isIt = (one: Node): one is ESTree.IdentifierName =>
    one.type === "Identifier" && one.name === name;
  return findAll(node, isIt).length > 0;
}

/** How often a module mentions a name, apart from where it is declared. */
export function mentionsOf(source: Source, name: string): number {
  const isIt = (one: Node): one is ESTree.IdentifierName =>
    (one.type === "Identifier" || one.type === "JSXIdentifier") && one.name === name;
  return findAll(source.program, isIt).filter((node) => isUse(source, node)).length;
}

function isUse(source: Source, node: Node): boolean {
  const parent = source.parentOf(node);
  if (parent === null) return false;
  if (parent.type === "VariableDeclarator") return parent.init === node;
  if (parent.type === "MemberExpression") return parent.object === node || parent.computed;
  if (parent.type === "Property") return parent.value === node;
  return !parent.type.startsWith("Import");
}

/** Whether other modules can use what this module declares under a name. */
export function isExported(source: Source, name: string): boolean {
  return source.program.body.some((statement) => {
    if (statement.type === "ExportDefaultDeclaration") {
      return statement.declaration.type === "Identifier" && statement.declaration.name === name;
    }
    if (statement.type !== "ExportNamedDeclaration") return false;
    if (statement.declaration !== null) return ofStatement(statement.declaration, name) !== null;
    return statement.specifiers.some(
      ({ local }) => local.type === "Identifier" && local.name === name,
    );
  });
}

/** The name under which a component is known in its module. */
export function functionName(source: Source, fn: FunctionNode): string | null {
  if (fn.type !== "ArrowFunctionExpression" && fn.id !== null) return fn.id.name;
  for (const up of ancestorsOf(source, fn)) {
    if (up.type === "VariableDeclarator") return up.id.type === "Identifier" ? up.id.name : null;
    // memo(() => …), forwardRef(function …)
    if (up.type !== "CallExpression") return null;
  }
  return null;
}
