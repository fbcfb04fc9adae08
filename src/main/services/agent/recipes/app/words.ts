/** "Team members" → ["team", "members"]; what is no letter or digit parts words. */
export function wordsOf(text: string): readonly string[] {
  const plain = text.normalize("NFKD").replaceAll(/\p{Diacritic}/gu, "");
  const parts = plain.replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2").split(/[^A-Za-z0-9]+/);
  return parts.filter((part) => part !== "").map((part) => part.toLowerCase());
}

/** As a component is named: `TeamMembers`. */
export function pascal(text: string): string {
  return wordsOf(text).map(capital).join("");
}

/** As a variable is named: `teamMembers`. */
export function camel(text: string): string {
  const [first = "", ...rest] = wordsOf(text);
  return first + rest.map(capital).join("");
}

/** As an address is written: `team-members`. */
export function kebab(text: string): string {
  return wordsOf(text).join("-");
}

/** As a table is named: `team_members`. */
export function snake(text: string): string {
  return wordsOf(text).join("_");
}

/** As a label reads: "Due date". */
export function sentence(text: string): string {
  return capital(wordsOf(text).join(" "));
}

/** English plurals of the plain kind. */
export function plural(word: string): string {
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;
}

/** English singulars of the plain kind: what `plural` would have made a plural of. */
export function singular(word: string): string {
  if (word.endsWith("ies") && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:sses|xes|zes|ches|shes)$/.test(word)) return word.slice(0, -2);
  return /[^s]s$/.test(word) && word.length > 3 ? word.slice(0, -1) : word;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
