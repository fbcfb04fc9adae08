export type EmmetSyntax = "html" | "jsx" | "css";

/** What is written where a text ends: a page holds styles, and scripts that Emmet leaves alone. */
export function syntaxAt(before: string, syntax: EmmetSyntax): EmmetSyntax | null {
  if (syntax !== "html") return syntax;
  const isInside = (tag: string): boolean =>
    before.lastIndexOf(`<${tag}`) > before.lastIndexOf(`</${tag}`);
  if (isInside("script")) return null;
  return isInside("style") ? "css" : "html";
}

/** What stands before the cursor that Emmet may be asked about; null when that is nothing. */
export function emmetAbbreviation(
  /** The text before the cursor: its line, and a few lines above it. */
  before: string,
  syntax: EmmetSyntax,
): string | null {
  return syntax === "css" ? styleAbbreviation(before) : markupAbbreviation(before, syntax);
}

/** `m10`, `df`, `c#333`: the first thing of a declaration inside a rule. */
function styleAbbreviation(before: string): string | null {
  const found = /(?:^|[{;\n])\s*([a-z@][\w!.#:%+-]*)$/i.exec(before)?.[1];
  if (found === undefined || found.endsWith(":")) return null;
  const opened = before.split("{").length - before.split("}").length;
  return opened > 0 || found.startsWith("@") ? found : null;
}

const TAGS: ReadonlySet<string> = new Set(
  "a abbr address article aside audio b blockquote br button canvas caption cite code col colgroup data datalist dd del details dfn dialog div dl dt em embed fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr i iframe img input ins kbd label legend li link main map mark menu meta meter nav noscript object ol optgroup option output p path picture pre progress q rect s samp script search section select slot small source span strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track u ul var video wbr circle g line polygon btn bq inp".split(
    " ",
  ),
);

function markupAbbreviation(before: string, syntax: EmmetSyntax): string | null {
  const found = trailingAbbreviation(before);
  if (found === null || !isMarkupPlace(before.slice(0, -found.length), syntax)) return null;
  if (syntax === "html" && /^!(?:!!)?$/.test(found)) return found;
  const first = /^\(*([A-Za-z][\w.-]*?)?(?=[.#>+*^:@$[{()]|$)/.exec(found)?.[1];
  const isTag =
    first !== undefined && (TAGS.has(first) || /^[A-Z]/.test(first) || first.includes("-"));
  const isAnonymous = first === undefined && /^\(*[.#][A-Za-z]/.test(found);
  return isTag || isAnonymous ? found : null;
}

/** Everything without spaces before the cursor, but texts in braces and quotes may hold some. */
function trailingAbbreviation(before: string): string | null {
  const line = before.slice(before.lastIndexOf("\n") + 1);
  const found = /(?:[\w.#>+*^:@$!()/-]|\[[^\]]*\]|\{[^{}]*\})+$/.exec(line)?.[0];
  if (found === undefined) return null;
  // What closes a tag before it is no part of it: `<p>ul`.
  const tagEnd = found.lastIndexOf(">");
  const opensTag = /<\/?[\w.:-]*(?:\s[^<>]*)?\/?>$/.test(
    line.slice(0, line.length - found.length + tagEnd + 1),
  );
  const own = opensTag
    ? found.slice(tagEnd + 1)
    : found.replace(/^[(/]+(?=[A-Za-z.#])/, (lead) => (found.includes(")") ? lead : ""));
  return own === "" ? null : own;
}

/** Whether an element may stand here: a guess from what stands before, as code may stand there too. */
function isMarkupPlace(before: string, syntax: EmmetSyntax): boolean {
  if (/<[^<>]*$/.test(before.replaceAll(/=>|[<>]=/g, ""))) return false;
  if (syntax === "html") return true;
  if (/\b(?:if|while|for|switch|function)\s*\($/.test(before)) return false;
  return /(?:[\w"'}/]>|=>|\(|\}|&&|\?|\|\||\breturn)\s*$/.test(before);
}
