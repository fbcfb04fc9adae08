/** SQLite's primary result code of what `node:sqlite` threw; undefined for other errors. */
export function sqliteCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("errcode" in error)) return undefined;
  // The extended code carries details in its upper bits (SQLITE_BUSY_RECOVERY and so on).
  return typeof error.errcode === "number" ? error.errcode & 0xff : undefined;
}
