/** One visual edit with what has to come of it. */
export interface ClassTask {
  readonly name: string;
  /** A module whose default export draws one element with `data-target`. */
  readonly code: string;
  readonly props: Readonly<Record<string, unknown>>;
  readonly add: readonly string[];
  readonly remove: readonly string[];
  /** CSS that has to hold afterwards. */
  readonly style: readonly [property: string, value: string];
  /** Refusing is the right answer. */
  readonly refuse: boolean;
}

interface Form {
  readonly name: string;
  /** The class value, with `OLD` for the class that is replaced. */
  readonly value: string;
  readonly before?: string;
  readonly params?: string;
  readonly props?: Readonly<Record<string, unknown>>;
  readonly refuse?: boolean;
}

const LIB =
  'import { clsx } from "clsx";\nimport { cva } from "class-variance-authority";\nimport { twMerge } from "tailwind-merge";\nconst cn = (...names) => twMerge(clsx(names));\n';

/** Every form in which class names are written, each with the branch that is shown named by props. */
const FORMS: readonly Form[] = [
  { name: "string", value: '"flex OLD"' },
  { name: "string in braces", value: '{"flex OLD"}' },
  { name: "single quotes", value: "{'flex OLD'}" },
  { name: "string of lines", value: '"flex\n  OLD\n  italic"' },
  { name: "template", value: "{`flex OLD`}" },
  {
    name: "template with ternary",
    value: '{`flex ${on ? "OLD" : "italic"}`}',
    props: { on: true },
  },
  {
    name: "template, other branch",
    value: '{`flex ${on ? "italic" : "OLD"}`}',
    props: { on: false },
  },
  { name: "template around a prop", value: "{`flex OLD ${extra}`}", props: { extra: "italic" } },
  { name: "ternary", value: '{on ? "flex OLD" : "grid"}', props: { on: true } },
  {
    name: "nested ternary",
    value: '{on ? (big ? "flex" : "grid OLD") : "block"}',
    props: { on: true, big: false },
  },
  { name: "and", value: '{cn("flex", on && "OLD")}', props: { on: true } },
  { name: "and, over a base", value: '{cn("flex OLD", on && "italic")}', props: { on: false } },
  { name: "cn", value: '{cn("flex", "OLD")}' },
  { name: "cn with a ternary", value: '{cn("flex", on ? "OLD" : "italic")}', props: { on: true } },
  {
    name: "cn with a prop after",
    value: '{cn("flex OLD", className)}',
    props: { className: "italic" },
  },
  { name: "cn of an array", value: '{cn(["flex", ["OLD", on && "italic"]])}', props: { on: true } },
  { name: "clsx", value: '{clsx("flex", { OLDKEY: on, italic: !on })}', props: { on: true } },
  {
    name: "clsx, object first",
    value: '{clsx({ "flex OLD": on, grid: !on })}',
    props: { on: true },
  },
  { name: "twMerge", value: '{twMerge("flex", "OLD")}' },
  { name: "join", value: '{["flex", on && "OLD"].filter(Boolean).join(" ")}', props: { on: true } },
  { name: "plus", value: '{"flex " + (on ? "OLD" : "italic")}', props: { on: true } },
  { name: "constant", value: "{base}", before: 'const base = "flex OLD";' },
  {
    name: "constant in cn",
    value: '{cn(base, on && "italic")}',
    before: 'const base = "flex OLD";',
    props: { on: true },
  },
  {
    name: "object by name",
    value: "{looks.quiet}",
    before: 'const looks = { loud: "grid", quiet: "flex OLD" };',
  },
  {
    name: "object by prop",
    value: '{cn("flex", looks[look])}',
    before: 'const looks = { loud: "underline", quiet: "italic OLD" };',
    props: { look: "quiet" },
  },
  {
    name: "object as const",
    value: "{looks[look]}",
    before: 'const looks = { loud: "grid", quiet: "flex OLD" };',
    props: { look: "quiet" },
  },
  { name: "cva base", value: "{button()}", before: 'const button = cva("flex OLD");' },
  {
    name: "cva variant",
    value: "{button({ size })}",
    before:
      'const button = cva("flex", { variants: { size: { sm: "italic", lg: "underline OLD" } } });',
    props: { size: "lg" },
  },
  {
    name: "cva default",
    value: "{button({})}",
    before:
      'const button = cva("flex", { variants: { size: { sm: "italic OLD", lg: "underline" } }, defaultVariants: { size: "sm" } });',
  },
  {
    name: "cva compound",
    value: "{button({ size, on })}",
    before:
      'const button = cva("flex", { variants: { size: { sm: "italic", lg: "underline" }, on: { true: "grow", false: "shrink" } }, compoundVariants: [{ size: "lg", on: true, class: "uppercase OLD" }] });',
    props: { size: "lg", on: true },
  },
  {
    name: "cva in cn",
    value: "{cn(button({ size }), className)}",
    before:
      'const button = cva("flex", { variants: { size: { sm: "italic", lg: "underline OLD" } } });',
    props: { size: "lg", className: "grow" },
  },
  // The source does not say these: a change would be a guess.
  { name: "only a prop", value: "{className}", props: { className: "flex OLD" }, refuse: true },
  { name: "a call", value: "{make()}", before: 'const make = () => "flex OLD";', refuse: true },
  {
    name: "put together",
    value: "{`flex ${kind}-${step}`}",
    props: { kind: "OLDKIND", step: "OLDSTEP" },
    refuse: true,
  },
  {
    name: "two branches alike",
    value: '{cn(a && "OLD", b && "OLD")}',
    props: { a: true, b: false },
    refuse: true,
  },
];

interface Wish {
  readonly old: string;
  readonly add: string;
  readonly style: readonly [string, string];
}

const WISHES: readonly Wish[] = [
  { old: "p-4", add: "p-6", style: ["padding-top", "24px"] },
  { old: "mt-2", add: "mt-8", style: ["margin-top", "32px"] },
  { old: "text-sm", add: "text-2xl", style: ["font-size", "24px"] },
  { old: "rounded-md", add: "rounded-none", style: ["border-top-left-radius", "0px"] },
  { old: "w-10", add: "w-[137px]", style: ["width", "137px"] },
  { old: "opacity-50", add: "opacity-75", style: ["opacity", "0.75"] },
  { old: "font-bold", add: "font-light", style: ["font-weight", "300"] },
];

/** Each form with each wish, and each form of a class that is new. */
export function classCorpus(): readonly ClassTask[] {
  const replacing = FORMS.flatMap((form) => WISHES.map((wish) => taskOf(form, wish)));
  const adding = FORMS.filter(({ refuse }) => refuse !== true).map((form): ClassTask => ({
    ...taskOf(form, { old: "uppercase", add: "pt-6", style: ["padding-top", "24px"] }),
    name: `${form.name}: a new class`,
  }));
  return [...replacing, ...adding];
}

function taskOf(form: Form, { old, add, style }: Wish): ClassTask {
  const [kind, step] = [old.slice(0, old.lastIndexOf("-")), old.slice(old.lastIndexOf("-") + 1)];
  const fill = (text: string): string =>
    text
      .replaceAll("OLDKEY", `"${old}"`)
      .replaceAll("OLDKIND", kind)
      .replaceAll("OLDSTEP", step)
      .replaceAll("OLD", old);
  const props = Object.fromEntries(
    Object.entries(form.props ?? {}).map(([name, value]) => [
      name,
      typeof value === "string" ? fill(value) : value,
    ]),
  );
  const names = Object.keys(props).join(", ");
  const code = `${LIB}${fill(form.before ?? "")}\nexport default function Sample({ ${names} }) {\n  return <p data-target className=${fill(form.value)}>text</p>;\n}\n`;
  return {
    name: `${form.name}: ${old} to ${add}`,
    code,
    props,
    add: [add],
    remove: [],
    style,
    refuse: form.refuse === true,
  };
}
