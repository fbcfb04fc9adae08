const SUFFIX = ".overskill-new";

/** A name of a file that is being written, to be left out of trees and watching. */
export function isStagedName(name: string): boolean {
  return name.endsWith(SUFFIX);
}

/** @param unique a text that nothing else in the folder uses; not the final name, which may have 255 bytes. */
export function stagedName(unique: string): string {
  return `.${unique}${SUFFIX}`;
}
