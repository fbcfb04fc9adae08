import type { ESTree } from "vite";
import type { Files } from "./files.ts";
import { bindingOf, mentionsOf } from "./bindings.ts";
import { type Change, Refusal } from "./outcome.ts";
import { attributeOf, hasSpread, type JsxElement, type Source } from "./source.ts";
import { literalsOf, type OwnerPlace } from "./values.ts";
import { jsxAttributeValue, literalShowing, rewriteLiteral } from "./writing.ts";

export interface AttributeRequest {
  readonly source: Source;
  readonly element: JsxElement;
  /** As HTML writes it. */
  readonly name: string;
  /** What the page has; null without the attribute. */
  readonly shown: string | null;
  readonly owners: readonly OwnerPlace[];
  readonly index: number;
  readonly files: Files;
}

/** What JSX calls the attributes that it names otherwise. */
const JSX_NAMES: Readonly<Record<string, string>> = {
  class: "className",
  for: "htmlFor",
  tabindex: "tabIndex",
  readonly: "readOnly",
  maxlength: "maxLength",
  minlength: "minLength",
  autocomplete: "autoComplete",
  autofocus: "autoFocus",
  colspan: "colSpan",
  rowspan: "rowSpan",
  srcset: "srcSet",
  crossorigin: "crossOrigin",
  datetime: "dateTime",
  inputmode: "inputMode",
  enterkeyhint: "enterKeyHint",
  contenteditable: "contentEditable",
};
const NOT_EDITED =
  /^(on|class$|classname$|style$|key$|ref$|dangerouslysetinnerhtml$|children$|srcdoc$)/i;

/** Changes after which the element has the attribute, or a refusal. */
export function planAttribute(request: AttributeRequest, value: string): readonly Change[] {
  const { source, element, shown } = request;
  const jsxName = nameOf(request);
  if (
    /^(href|src|action|formaction)$/i.test(request.name) &&
    /^\s*(javascript|vbscript):/i.test(value)
  ) {
    throw new Refusal("attribute-not-allowed", "An address that runs code is not written.");
  }
  const attribute = attributeOf(element, jsxName);
  if (shown === value && attribute !== null)
    throw new Refusal("no-change", "It has this value already.");
  if (attribute === null) return [insertAttribute(request, jsxName, value)];
  refuseSpreadAfter(request, attribute.end);
  if (attribute.value === null) {
    return [
      {
        path: source.path,
        start: attribute.end,
        end: attribute.end,
        text: `=${jsxAttributeValue(value)}`,
      },
    ];
  }
  if (attribute.value.type === "Literal") {
    const { start, end } = attribute.value;
    const isSingle = source.text[start] === "'";
    return [{ path: source.path, start, end, text: jsxAttributeValue(value, isSingle) }];
  }
  if (
    attribute.value.type !== "JSXExpressionContainer" ||
    attribute.value.expression.type === "JSXEmptyExpression"
  ) {
    throw fromCode(request, jsxName);
  }
  const candidates = literalsOf(attribute.value.expression, source, request.owners, request.files);
  const literal = shown === null ? null : literalShowing(candidates, shown, request.index);
  if (literal === null) throw fromCode(request, jsxName);
  return [rewriteLiteral(literal, value)];
}

export function planAttributeRemoval(request: AttributeRequest): readonly Change[] {
  const { source, element } = request;
  const attribute = attributeOf(element, nameOf(request));
  if (attribute === null) {
    if (request.shown === null) throw new Refusal("no-change", "It has no such attribute.");
    throw fromCode(request, request.name);
  }
  const lead = /\s*$/.exec(source.text.slice(0, attribute.start))?.[0].length ?? 0;
  return [{ path: source.path, start: attribute.start - lead, end: attribute.end, text: "" }];
}

/** Shows another picture: a literal address changes, an imported file is imported from elsewhere. */
export function planImage(
  request: AttributeRequest,
  { src, isFile }: { readonly src: string; readonly isFile: boolean },
): readonly Change[] {
  if (!isFile) return planAttribute(request, src);
  const { source, element, files } = request;
  const value = attributeOf(element, "src")?.value ?? null;
  const specifier = files.specifier(source.path, src);
  const own = value === null ? null : onlyImport(source, value);
  if (own !== null) {
    const quote = source.text[own.start] === "'" ? "'" : '"';
    return [{ ...own, path: source.path, text: `${quote}${specifier}${quote}` }];
  }
  if (value !== null && value.type !== "Literal") throw fromCode(request, "src");
  const name = freeName(source, src);
  const put = `{${name}}`;
  const change =
    value === null
      ? insertAttribute(request, "src", src, put)
      : { path: source.path, start: value.start, end: value.end, text: put };
  return [importChange(source, name, specifier), change];
}

/** The address in the import of a value that nothing else in the module uses. */
function onlyImport(
  source: Source,
  value: ESTree.JSXAttributeValue,
): { readonly start: number; readonly end: number } | null {
  if (value.type !== "JSXExpressionContainer" || value.expression.type !== "Identifier")
    return null;
  const { name } = value.expression;
  const binding = bindingOf(source, name, value.expression);
  const declaration = binding?.kind === "import" ? source.parentOf(binding.specifier) : null;
  if (declaration?.type !== "ImportDeclaration" || mentionsOf(source, name) !== 1) return null;
  return { start: declaration.source.start, end: declaration.source.end };
}

function importChange(source: Source, name: string, specifier: string): Change {
  const imports = source.program.body.filter(({ type }) => type === "ImportDeclaration");
  const last = imports.at(-1);
  const quote =
    last !== undefined && source.text.slice(last.start, last.end).includes("'") ? "'" : '"';
  const end = last !== undefined && source.text[last.end - 1] !== ";" ? "" : ";";
  const line = `import ${name} from ${quote}${specifier}${quote}${end}`;
  const at = last?.end ?? 0;
  return {
    path: source.path,
    start: at,
    end: at,
    text: last === undefined ? `${line}\n` : `\n${line}`,
  };
}

function freeName(source: Source, file: string): string {
  const stem = file.replace(/^.*\//, "").replace(/\.[^.]*$/, "");
  const words = stem.split(/[^a-zA-Z0-9]+/).filter((word) => word !== "");
  const camel = words
    .map((word, index) =>
      index === 0 ? word.toLowerCase() : `${word[0]?.toUpperCase() ?? ""}${word.slice(1)}`,
    )
    .join("");
  const base = /^[a-z]/.test(camel) ? camel : `image${camel}`;
  let name = `${base}Image`;
  for (let count = 2; new RegExp(`\\b${name}\\b`).test(source.text); count++)
    name = `${base}Image${count}`;
  return name;
}

function insertAttribute(
  request: AttributeRequest,
  name: string,
  value: string,
  written = jsxAttributeValue(value),
): Change {
  const { source, element } = request;
  if (hasSpread(element)) {
    throw new Refusal("spread", `What is spread on this element may set ${name}.`, {
      path: source.path,
      offset: element.start,
    });
  }
  const { attributes, name: tag, typeArguments } = element.openingElement;
  const last = attributes.at(-1);
  const end = last?.end ?? typeArguments?.end ?? tag.end;
  const space =
    last === undefined ? " " : (/\n[^\S\n]*$/.exec(source.text.slice(0, last.start))?.[0] ?? " ");
  return { path: source.path, start: end, end, text: `${space}${name}=${written}` };
}

function refuseSpreadAfter({ source, element }: AttributeRequest, end: number): void {
  const spread = element.openingElement.attributes.find(
    (item) => item.type === "JSXSpreadAttribute" && item.start >= end,
  );
  if (spread !== undefined) {
    throw new Refusal("spread", "What is spread after it may set it again.", {
      path: source.path,
      offset: spread.start,
    });
  }
}

function nameOf({ name }: AttributeRequest): string {
  if (NOT_EDITED.test(name)) {
    throw new Refusal("attribute-not-allowed", `${name} is code, not a value to be set here.`);
  }
  return JSX_NAMES[name.toLowerCase()] ?? name;
}

function fromCode({ source, element }: AttributeRequest, name: string): Refusal {
  return new Refusal(
    "attribute-from-code",
    `${name} is computed, and what it comes from cannot be told.`,
    {
      path: source.path,
      offset: element.start,
    },
  );
}
