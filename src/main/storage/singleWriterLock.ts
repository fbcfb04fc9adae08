import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { problem } from "../../common/contracts/problem.ts";
import { sqliteCode } from "./sqliteError.ts";

const SQLITE_BUSY = 5;

/**
 * Holds the data folder for one process. The lock is the operating system's own lock on a file
 * (taken through SQLite, which knows how on each system), so a process that is killed leaves
 * nothing stale behind. The pid beside it is only there to be named in the message.
 *
 * @throws a `locked` problem that names the holder.
 */
export function takeSingleWriterLock(file: string): Disposable {
  const pidFile = `${file}.pid`;
  const holder = hold(file);
  if (holder === undefined) throw lockedBy(pidFile);
  writeFileSync(pidFile, `${process.pid}\n`);
  return {
    [Symbol.dispose]() {
      rmSync(pidFile, { force: true });
      holder.close();
    },
  };
}

function hold(file: string): DatabaseSync | undefined {
  try {
    return holdOnce(file);
  } catch {
    // The lock file holds no data: whatever is in there that SQLite cannot read may go.
    rmSync(file, { force: true });
    return holdOnce(file);
  }
}

function holdOnce(file: string): DatabaseSync | undefined {
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    database.exec("BEGIN EXCLUSIVE");
    return database;
  } catch (error) {
    database.close();
    if (sqliteCode(error) === SQLITE_BUSY) return undefined;
    throw error;
  }
}

function lockedBy(pidFile: string): Error {
  const pid = readPid(pidFile);
  const who = pid === undefined ? "Another Studio" : `Another Studio (process ${pid})`;
  return problem("locked", `${who} is using this data folder.`, {
    next: "Use the window that is open already, or quit it and start again.",
    details: pidFile,
  });
}

function readPid(pidFile: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(pidFile, "utf8"), 10);
    return Number.isInteger(pid) ? pid : undefined;
  } catch {
    return undefined;
  }
}
