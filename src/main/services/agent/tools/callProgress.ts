import type { ToolStage } from "../../../../common/contracts/chat.ts";

interface ProgressSink {
  stage(stage: ToolStage, percent: number, message: string): void;
  progress(percent: number, message: string): void;
}

/** The stages of one call: each told once and in order, percent never falling. */
export class CallProgress {
  readonly #sink: ProgressSink;
  #stages: readonly ToolStage[] = [];
  #at = -1;
  #percent = 0;
  #isEnded = false;

  constructor(sink: ProgressSink) {
    this.#sink = sink;
  }

  /** @param stages all that there may be, in order. */
  follow(stages: readonly ToolStage[]): void {
    this.#stages = stages;
  }

  /** Completion is told by `complete` alone, once everything has answered. */
  at(stage: ToolStage, percent: number, message: string): void {
    if (this.#isEnded) return;
    const reached = Math.min(99, Math.max(this.#percent, Math.round(percent)));
    const at = this.#stages.indexOf(stage);
    if (stage !== "complete" && at > this.#at) {
      this.#at = at;
      this.#percent = reached;
      this.#sink.stage(stage, reached, message.slice(0, 300));
    } else if (reached > this.#percent) {
      this.#percent = reached;
      this.#sink.progress(reached, message.slice(0, 300));
    }
  }

  complete(message: string): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#sink.stage("complete", 100, message);
  }

  /** What a call tells that has ended already counts no more. */
  end(): void {
    this.#isEnded = true;
  }
}
