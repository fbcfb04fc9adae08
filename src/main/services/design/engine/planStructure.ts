import type { ESTree } from "vite";
import { type Change, Refusal } from "./outcome.ts";
import { attributeOf, isFunction, type JsxElement, type Node, type Source } from "./source.ts";
import { mappedList } from "./values.ts";

/** The child of a JSX parent that an element is, or is the whole content of. */
interface Sibling {
  readonly node: ESTree.JSXChild;
  readonly parent: ESTree.JSXElement | ESTree.JSXFragment;
}

export function planDuplicate(source: Source, element: JsxElement): readonly Change[] {
  const { node } = siblingOf(source, element);
  const { start, end } = node;
  const whole = source.text.slice(start, end);
  const copy = withoutId(source, element, whole, start);
  return [{ path: source.path, start: end, end, text: `${separator(source, start)}${copy}` }];
}

export function planDelete(source: Source, element: JsxElement): readonly Change[] {
  const { node } = siblingOf(source, element);
  const before = source.text.slice(0, node.start);
  const indent = /\n[^\S\n]*$/.exec(before)?.[0] ?? "";
  const ownLine = indent !== "" && /^[^\S\n]*\n/.test(source.text.slice(node.end));
  const start = ownLine ? node.start - indent.length : node.start;
  return [{ path: source.path, start, end: node.end, text: "" }];
}

export function planMove(source: Source, element: JsxElement, by: -1 | 1): readonly Change[] {
  const { node, parent } = siblingOf(source, element);
  const children: readonly ESTree.JSXChild[] = parent.children;
  const at = children.indexOf(node);
  const step = nextSibling(children, at, by);
  if (step === null) {
    throw new Refusal(
      "no-sibling",
      by < 0 ? "It is the first already." : "It is the last already.",
      {
        path: source.path,
        offset: node.start,
      },
    );
  }
  const textOf = ({ start, end }: Node): string => source.text.slice(start, end);
  return [
    { path: source.path, start: step.start, end: step.end, text: textOf(node) },
    { path: source.path, start: node.start, end: node.end, text: textOf(step) },
  ];
}

/** The next one that shows something; text between two elements belongs to neither. */
function nextSibling(
  children: readonly ESTree.JSXChild[],
  from: number,
  by: -1 | 1,
): ESTree.JSXChild | null {
  for (let at = from + by; at >= 0 && at < children.length; at += by) {
    const child = children[at];
    if (child === undefined) return null;
    if (child.type === "JSXText" && child.value.trim() === "") continue;
    if (child.type === "JSXExpressionContainer" && child.expression.type === "JSXEmptyExpression")
      continue;
    if (child.type === "JSXText") {
      throw new Refusal("no-sibling", "There is text between this and its neighbour.");
    }
    return child;
  }
  return null;
}

/**
 * The child that holds the element: itself, or the braces of `{on && <p/>}`.
 *
 * @throws Refusal when it is the root of a component or one of a computed list.
 */
function siblingOf(source: Source, element: JsxElement): Sibling {
  let node: Node = element;
  for (let up = source.parentOf(node); up !== null; node = up, up = source.parentOf(up)) {
    if (isFunction(up)) {
      const isItem = mappedList(source, up) !== null;
      throw refusal(
        source,
        element,
        isItem
          ? "It is drawn once for each item of a list: change the list."
          : "It is the root of its component.",
      );
    }
    if (up.type === "JSXElement" || up.type === "JSXFragment") {
      return { node: node as ESTree.JSXChild, parent: up };
    }
    const isHeld =
      up.type === "JSXExpressionContainer" ||
      (up.type === "LogicalExpression" && up.operator === "&&" && up.right === node);
    if (!isHeld) {
      throw refusal(source, element, "It stands in code that would be incomplete without it.");
    }
  }
  throw refusal(source, element, "It has no parent in this file.");
}

function refusal({ path }: Source, { start }: JsxElement, message: string): Refusal {
  return new Refusal("not-removable", message, { path, offset: start });
}

/** What stands between two siblings written like this one. */
function separator({ text }: Source, start: number): string {
  return /\n[^\S\n]*$/.exec(text.slice(0, start))?.[0] ?? "";
}

/** An id names one element: the copy goes without. */
function withoutId(source: Source, element: JsxElement, whole: string, start: number): string {
  const id = attributeOf(element, "id");
  if (id === null) return whole;
  const lead = /\s*$/.exec(source.text.slice(0, id.start))?.[0].length ?? 0;
  return whole.slice(0, id.start - lead - start) + whole.slice(id.end - start);
}
