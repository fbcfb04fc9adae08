import type { RevisionNote, RevisionTag } from "../../../common/apps/room.ts";

/** Something the room sent that belongs to a revision. */
export interface RevisionPart {
  readonly type: string;
  readonly studio: RevisionTag;
}

/**
 * Which revision this page has. A revision counts once all its payloads came: a connection that
 * ends between them resumes before it, not behind it.
 */
export class RevisionTracker {
  readonly #listeners: ((part: RevisionPart) => void)[] = [];
  #received: number;

  constructor(rev: number) {
    this.#received = rev;
  }

  /** The newest revision of which nothing is missing. */
  get received(): number {
    return this.#received;
  }

  /** Fires for each part, after it was handed to Vite. */
  onPart(listener: (part: RevisionPart) => void): void {
    this.#listeners.push(listener);
  }

  take(part: RevisionPart): void {
    if (part.studio.left === 0) this.#received = part.studio.rev;
    for (const listener of this.#listeners) listener(part);
  }
}

/** Undefined for what belongs to no revision (`connected`, a repeated error). */
export function readPart(message: unknown): RevisionPart | undefined {
  if (isNote(message)) return { type: message.type, studio: { rev: message.rev, left: 0 } };
  return isPart(message) ? message : undefined;
}

function isNote(message: unknown): message is RevisionNote {
  return isTyped(message) && message.type === "studio:rev";
}

function isPart(message: unknown): message is RevisionPart {
  return isTyped(message) && "studio" in message && typeof message.studio === "object";
}

function isTyped(message: unknown): message is { type: string } {
  return typeof message === "object" && message !== null && "type" in message;
}
