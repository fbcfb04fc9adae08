/** Of English and code alike, in the counters of the large providers: between 3.3 and 4.5. */
const CHARACTERS_PER_TOKEN = 4;
/** About what providers count for an image of the size that they scale down to. */
const IMAGE_TOKENS = 1_600;

/** An estimate, and shown as one. */
export function estimateTokens(text: string): number {
  return Math.ceil(text.length / CHARACTERS_PER_TOKEN);
}

/** Of anything that is sent as JSON. Files count as images, not by the length of their base64. */
export function estimateTokensOf(value: readonly unknown[]): number {
  if (value.length === 0) return 0;
  let files = 0;
  const json = JSON.stringify(value, (_key, part: unknown) => {
    if (!isFile(part)) return part;
    files += 1;
    return "";
  });
  return estimateTokens(json) + files * IMAGE_TOKENS;
}

function isFile(part: unknown): boolean {
  return typeof part === "object" && part !== null && "mediaType" in part && "data" in part;
}
