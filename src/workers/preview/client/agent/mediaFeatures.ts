import type { StudioMessage } from "../../../../common/apps/bridge.ts";

type Emulation = Extract<StudioMessage, { type: "emulate" }>;

/** A feature and the value the page is to see, `prefers-color-scheme` → `dark`. */
type Features = ReadonlyMap<string, string>;

interface Watched {
  readonly list: MediaQueryList;
  readonly query: string;
  matched: boolean;
}

/**
 * Lets the page see another color scheme or the wish for less motion: in `matchMedia`, and by
 * rewriting the conditions of its style sheets' `@media` rules. Sheets of other origins cannot be
 * read and keep the real ones; what the browser itself draws follows `color-scheme`.
 */
export class MediaFeatures {
  #features: Features = new Map();
  readonly #original = window.matchMedia;
  readonly #rewritten = new Map<CSSMediaRule, string>();
  readonly #watched = new Set<WeakRef<Watched["list"]>>();
  #observer: MutationObserver | null = null;
  #isPatched = false;

  emulate({ scheme, reducedMotion, touch }: Emulation): void {
    const features = new Map<string, string>();
    if (scheme !== null) features.set("prefers-color-scheme", scheme);
    if (reducedMotion !== null) {
      features.set("prefers-reduced-motion", reducedMotion ? "reduce" : "no-preference");
    }
    if (touch)
      features
        .set("hover", "none")
        .set("any-hover", "none")
        .set("pointer", "coarse")
        .set("any-pointer", "coarse");
    this.#features = features;
    this.#patch();
    this.#rewriteSheets();
    this.#followSheets(features.size > 0);
    setScheme(scheme);
    for (const ref of this.#watched) ref.deref()?.dispatchEvent(new Event("change"));
  }

  /** A query whose features are emulated is answered as if they held or did not. */
  #patch(): void {
    if (this.#isPatched) return;
    this.#isPatched = true;
    const original = this.#original;
    const matchMedia = (query: string): MediaQueryList => {
      const list = original.call(window, query);
      this.#watched.add(new WeakRef(list));
      Object.defineProperty(list, "matches", {
        configurable: true,
        get: () => original.call(window, withFeatures(query, this.#features)).matches,
      });
      return list;
    };
    window.matchMedia = matchMedia;
  }

  #rewriteSheets(): void {
    for (const [rule, text] of this.#rewritten) rule.media.mediaText = text;
    this.#rewritten.clear();
    if (this.#features.size === 0) return;
    for (const sheet of [...document.styleSheets, ...document.adoptedStyleSheets]) {
      this.#rewriteRules(rulesOf(sheet));
    }
  }

  #rewriteRules(rules: Iterable<CSSRule>): void {
    for (const rule of rules) {
      if (rule instanceof CSSMediaRule) {
        const text = rule.media.mediaText;
        const emulated = withFeatures(text, this.#features);
        if (emulated !== text) {
          this.#rewritten.set(rule, text);
          rule.media.mediaText = emulated;
        }
      }
      if (rule instanceof CSSGroupingRule || rule instanceof CSSStyleRule)
        this.#rewriteRules(rule.cssRules);
    }
  }

  /** An update brings new sheets: Vite replaces the text of its style elements. */
  #followSheets(on: boolean): void {
    this.#observer?.disconnect();
    this.#observer = null;
    if (!on) return;
    this.#observer = new MutationObserver(() => this.#rewriteSheets());
    this.#observer.observe(document.head, { childList: true, subtree: true, characterData: true });
  }
}

const FEATURE =
  /\(\s*(prefers-color-scheme|prefers-reduced-motion|(?:any-)?hover|(?:any-)?pointer)\s*(?::\s*([\w-]+)\s*)?\)/gi;
/** What holds whenever there is a page at all, and what never does. */
const ALWAYS = "(min-width: 0px)";
const NEVER = "(max-width: 0px)";

/** The query with the emulated features replaced by whether they hold. */
function withFeatures(query: string, features: Features): string {
  return query.replace(FEATURE, (text, name: string, value: string | undefined) => {
    const seen = features.get(name.toLowerCase());
    if (seen === undefined) return text;
    const wanted = value?.toLowerCase();
    // Without a value a feature asks whether there is any: `(hover)`, `(prefers-reduced-motion)`.
    const holds =
      wanted === undefined ? seen !== "none" && seen !== "no-preference" : wanted === seen;
    return holds ? ALWAYS : NEVER;
  });
}

function rulesOf(sheet: CSSStyleSheet): Iterable<CSSRule> {
  try {
    return sheet.cssRules;
  } catch {
    // Of another origin: the browser keeps it from the page.
    return [];
  }
}

function setScheme(scheme: "light" | "dark" | null): void {
  const { style } = document.documentElement;
  if (scheme === null) style.removeProperty("color-scheme");
  else style.setProperty("color-scheme", scheme);
}
