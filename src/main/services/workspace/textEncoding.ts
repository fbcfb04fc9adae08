import type { TextEncoding } from "../../../common/contracts/files.ts";
import { problem } from "../../../common/contracts/problem.ts";

const BOMS: readonly (readonly [TextEncoding, readonly number[]])[] = [
  ["utf-8-bom", [0xef, 0xbb, 0xbf]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
];

/** How much is searched for a NUL byte, which no text has and most binary formats do. */
const SNIFFED_BYTES = 8_192;

/**
 * Reads bytes as text, only when writing the text back would give the same bytes; undefined when
 * they are not text. Latin-1 is never guessed, because any bytes are valid Latin-1.
 */
export function decodeText(
  bytes: Uint8Array,
): { readonly text: string; readonly encoding: TextEncoding } | undefined {
  const bom = BOMS.find(([, mark]) => mark.every((byte, i) => bytes[i] === byte));
  if (bom === undefined) {
    if (bytes.subarray(0, SNIFFED_BYTES).includes(0)) return undefined;
    return decodeAs("utf-8", bytes);
  }
  return decodeAs(bom[0], bytes.subarray(bom[1].length));
}

/** Reads bytes in the encoding the person chose; undefined when they are not valid in it. */
export function decodeAs(
  encoding: TextEncoding,
  bytes: Uint8Array,
): { readonly text: string; readonly encoding: TextEncoding } | undefined {
  if (encoding === "latin1") return { text: Buffer.from(bytes).toString("latin1"), encoding };
  const label = encoding === "utf-8-bom" ? "utf-8" : encoding;
  try {
    const text = new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes);
    return { text, encoding };
  } catch {
    return undefined;
  }
}

/** @throws `not-text` when the encoding has no bytes for the text. */
export function encodeText(text: string, encoding: TextEncoding, path: string): Buffer {
  if (!text.isWellFormed()) {
    throw problem("not-text", `The text for ${path} holds half of a character.`, {
      next: "Remove the broken character, then save again.",
    });
  }
  switch (encoding) {
    case "utf-8":
      return Buffer.from(text, "utf8");
    case "utf-8-bom":
      return Buffer.from(`\ufeff${text}`, "utf8");
    case "utf-16le":
      return Buffer.from(`\ufeff${text}`, "utf16le");
    case "utf-16be":
      return Buffer.from(`\ufeff${text}`, "utf16le").swap16();
    case "latin1":
      return encodeLatin1(text, path);
  }
}

function encodeLatin1(text: string, path: string): Buffer {
  const stranger = /[\u{100}-\u{10ffff}]/u.exec(text)?.[0];
  if (stranger === undefined) return Buffer.from(text, "latin1");
  throw problem("not-text", `${path} is Latin-1, which has no “${stranger}”.`, {
    next: "Save the file as UTF-8 instead.",
  });
}
