import type { FileRange } from "../../../common/contracts/files.ts";
import type { JailedPath } from "./pathJail.ts";
import { withRegularFile } from "./regularFile.ts";
import { identityOf } from "./stagedFile.ts";

/** Some bytes of a file of any size; none when `offset` is at or past its end. */
export function readRange(file: JailedPath, offset: number, length: number): Promise<FileRange> {
  return withRegularFile(file, async (handle, stats) => {
    const wanted = Math.max(0, Math.min(length, stats.size - offset));
    const buffer = Buffer.alloc(wanted);
    const { bytesRead } = await handle.read(buffer, 0, wanted, offset);
    return {
      size: stats.size,
      version: identityOf(stats),
      offset,
      body: buffer.toString("base64", 0, bytesRead),
    };
  });
}
