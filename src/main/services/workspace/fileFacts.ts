import path from "node:path";
import type { FileFacts } from "../../../common/contracts/files.ts";
import { withRegularFile } from "./regularFile.ts";
import type { JailedPath } from "./pathJail.ts";
import { mimeOf } from "./mimeTypes.ts";
import { identityOf } from "./stagedFile.ts";

const SNIFFED_BYTES = 64 * 1024;
/** The most bytes of one character that a cut can leave behind. */
const CUT_BYTES = 3;

/** @throws as opening the file does. */
export function fileFacts(file: JailedPath): Promise<FileFacts> {
  return withRegularFile(file, async (handle, stats) => {
    const buffer = Buffer.alloc(Math.min(SNIFFED_BYTES, stats.size));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
    const isWhole = bytesRead === stats.size;
    return {
      path: file.relative,
      size: stats.size,
      version: identityOf(stats),
      mime: mimeOf(path.extname(file.relative)),
      isText: isText(buffer.subarray(0, bytesRead), isWhole),
    };
  });
}

/** UTF-8 without a NUL byte. A character cut at the end of what was read does not count. */
function isText(bytes: Buffer, isWhole: boolean): boolean {
  if (bytes.includes(0)) return false;
  for (let cut = 0; cut <= (isWhole ? 0 : CUT_BYTES); cut++) {
    try {
      new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(0, bytes.length - cut));
      return true;
    } catch {
      // Another cut may fit.
    }
  }
  return false;
}
