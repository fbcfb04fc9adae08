const DECLARED =
  /^export\s+(?:default\s+)?(?:declare\s+)?(?:abstract\s+)?(?:async\s+)?(?:function\*?|const|let|class|interface|type|enum)\s+([A-Za-z_$][\w$]*)/gm;
const LISTED = /^export\s+(?:type\s+)?\{([^}]*)\}/gm;
const MAX_NAMES = 12;

/**
 * What a module exports, by its text: good enough for a map that a model reads, and far cheaper
 * than a parser. Names in comments and strings at the start of a line are taken for real ones.
 */
export function exportedNames(text: string): readonly string[] {
  const declared = [...text.matchAll(DECLARED)].map(([, name]) => name ?? "");
  const listed = [...text.matchAll(LISTED)].flatMap(([, names]) => (names ?? "").split(","));
  const renamed = listed.map(
    (entry) =>
      entry
        .trim()
        .split(/\s+as\s+/)
        .at(-1) ?? "",
  );
  const names = [...new Set([...declared, ...renamed])].filter((name) => name !== "");
  return names.length > MAX_NAMES ? [...names.slice(0, MAX_NAMES), "…"] : names;
}
