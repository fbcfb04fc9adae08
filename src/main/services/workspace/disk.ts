import { link, open, rename, unlink } from "node:fs/promises";

/** The writing calls of the file system, so that a test can let one fail (a full disk). */
export interface Disk {
  readonly open: typeof open;
  readonly rename: typeof rename;
  readonly link: typeof link;
  readonly unlink: typeof unlink;
}

export const realDisk: Disk = { open, rename, link, unlink };
