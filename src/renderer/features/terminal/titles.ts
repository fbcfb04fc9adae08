/** Programs may write any title: one line, no trickery with directions, of bearable length. */
export function cleanTitle(title: string): string {
  return title.replaceAll(INVISIBLE, "").replaceAll(/\s+/g, " ").trim().slice(0, 100);
}

/** Control, format and private characters, among them those that turn text around. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/gu;
