export const ROW_BYTES = 16;

/** `00 1f …` in two halves; a byte that is not here yet is two dots. */
export function hexCells(bytes: readonly (number | undefined)[]): string {
  const cells = Array.from({ length: ROW_BYTES }, (_, at) => {
    if (at >= bytes.length) return "  ";
    return bytes[at]?.toString(16).padStart(2, "0") ?? "··";
  });
  return `${cells.slice(0, 8).join(" ")}  ${cells.slice(8).join(" ")}`;
}

/** The byte as an ASCII character, or a dot. */
export function printable(byte: number | undefined): string {
  return byte === undefined || byte < 0x20 || byte > 0x7e ? "·" : String.fromCharCode(byte);
}

/** Reads `0x1f00` or `7936`; null for what is no offset in the file. */
export function offsetOf(typed: string, size: number): number | null {
  const trimmed = typed.trim().toLowerCase();
  if (!/^(0x[0-9a-f]+|\d+)$/.test(trimmed)) return null;
  const offset = Number(trimmed);
  return offset < size ? offset : null;
}
