import type { Blob, ManifestRow } from "../../common/apps/room.ts";
import type { Loaded } from "./loaded.ts";
import type { CompiledCommit, FromCompiler } from "./protocol.ts";
import type { TargetState } from "./targetState.ts";

export interface CommitContent {
  readonly kind: CompiledCommit["kind"];
  readonly set?: readonly ManifestRow[];
  readonly remove?: readonly string[];
  readonly blobs?: readonly Loaded[];
  /** What the rows stand for, to send bodies the target turns out not to have. */
  readonly reachable?: readonly Loaded[];
  readonly payloads?: readonly unknown[];
  readonly answers?: readonly string[];
  readonly saves?: readonly string[];
  readonly partial?: boolean;
}

interface Answer {
  readonly ok: boolean;
  readonly missing: readonly string[];
}

/**
 * Hands commits to the host and takes its answers. The target's state changes only by an answer:
 * a blob that was sent but not acknowledged is sent again with whoever needs it next.
 */
export class Committer {
  readonly #target: TargetState;
  readonly #send: (message: FromCompiler) => void;
  readonly #body: (key: string) => Promise<Uint8Array>;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #lastId = 0;
  /** Everything reachable is in the manifest; a path that is not there does not exist. */
  complete = false;

  constructor(
    target: TargetState,
    send: (message: FromCompiler) => void,
    body: (key: string) => Promise<Uint8Array>,
  ) {
    this.#target = target;
    this.#send = send;
    this.#body = body;
  }

  /** True once the target has it; false when it is out of reach until the host resyncs. */
  async commit(content: CommitContent): Promise<boolean> {
    const { kind, set = [], remove = [], blobs = [] } = content;
    const { payloads = [], answers = [], saves = [], partial = false } = content;
    const wire = await Promise.all(blobs.map((loaded) => this.#withBody(loaded)));
    const { complete } = this;
    const fields = { kind, set, remove, payloads, answers, saves, partial, complete };
    const first = await this.#emit({ ...fields, blobs: wire });
    if (first.ok || first.missing.length === 0) return first.ok;
    this.#target.forgetBlobs(first.missing);
    const again = await this.#bodiesOf(first.missing, content);
    return (await this.#emit({ ...fields, blobs: [...wire, ...again] })).ok;
  }

  answer(id: number, answer: Answer): void {
    this.#waiting.get(id)?.(answer);
    this.#waiting.delete(id);
  }

  /** The target is another one by now: nothing of what is under way will be answered. */
  abandon(): void {
    for (const resolve of this.#waiting.values()) resolve({ ok: false, missing: [] });
    this.#waiting.clear();
  }

  async #emit(fields: Omit<CompiledCommit, "type" | "id">): Promise<Answer> {
    this.#lastId += 1;
    const commit: CompiledCommit = { type: "commit", id: this.#lastId, ...fields };
    const { promise, resolve } = Promise.withResolvers<Answer>();
    this.#waiting.set(commit.id, resolve);
    this.#send(commit);
    const answer = await promise;
    if (answer.ok) this.#target.apply(commit);
    return answer;
  }

  async #withBody({ key, blob }: Loaded): Promise<Blob> {
    return blob.body === null ? { ...blob, body: await this.#body(key) } : blob;
  }

  async #bodiesOf(hashes: readonly string[], content: CommitContent): Promise<Blob[]> {
    const loaded = content.blobs ?? [];
    const sent = new Set(loaded.map(({ blob }) => blob.hash));
    return Promise.all(
      (content.reachable ?? [])
        .filter(({ blob }) => hashes.includes(blob.hash) && !sent.has(blob.hash))
        .map((item) => this.#withBody(item)),
    );
  }
}
