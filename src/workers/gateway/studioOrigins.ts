/** Told by the control process: Studio in a browser has another origin at each of its starts. */
let current: string | undefined;

/** JSON array of the origins that may embed previews now. */
export function studioOrigins(atStart: string): string {
  return current ?? atStart;
}

export function changeStudioOrigins(origins: readonly string[]): void {
  current = JSON.stringify(origins);
}
