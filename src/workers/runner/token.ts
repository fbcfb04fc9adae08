/** Compares without telling by its duration how much was right. */
export function isSame(given: string | null, expected: string): boolean {
  if (given === null) return false;
  const encoder = new TextEncoder();
  const a = encoder.encode(given);
  const b = encoder.encode(expected);
  return a.byteLength === b.byteLength && crypto.subtle.timingSafeEqual(a, b);
}
