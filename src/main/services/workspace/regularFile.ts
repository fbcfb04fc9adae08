import { constants, type Stats } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { problem } from "../../../common/contracts/problem.ts";
import { diskProblem } from "./diskProblem.ts";
import type { JailedPath } from "./pathJail.ts";

/**
 * Opens a file for reading, without following a link that took its place since the path was
 * resolved, and closes it after the work.
 *
 * @throws `not-found`, `no-permission`, and `invalid-input` for what is no regular file.
 */
export async function withRegularFile<T>(
  file: JailedPath,
  work: (handle: FileHandle, stats: Stats) => Promise<T>,
): Promise<T> {
  let handle: FileHandle | undefined;
  try {
    // Not waiting: opening a named pipe would block until somebody writes to it.
    const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
    handle = await open(file.absolute, flags);
    const stats = await handle.stat();
    if (!stats.isFile()) {
      throw problem("invalid-input", `${file.relative} is not a file that can be opened.`);
    }
    return await work(handle, stats);
  } catch (error) {
    throw diskProblem(error, file.relative);
  } finally {
    await handle?.close();
  }
}
