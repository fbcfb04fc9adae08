import { bindingOf } from "./bindings.ts";
import type { Source } from "./source.ts";

/** Packages whose components pass `className` to the element they make. */
const PASSING: readonly RegExp[] = [
  /^react-router(-dom)?$/,
  /^lucide-react$/,
  /^next\/(link|image)$/,
  /^@heroicons\/react\//,
  /^@radix-ui\/react-/,
];

/** Whether an imported component is known to put `className` on its element. */
export function takesClassName(source: Source, tag: string): boolean {
  const [root = tag] = tag.split(".");
  const [first] = source.program.body;
  const binding = first === undefined ? null : bindingOf(source, root, first);
  return binding?.kind === "import" && PASSING.some((name) => name.test(binding.from));
}
