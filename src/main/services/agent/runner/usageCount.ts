import { addedUsage } from "../../../../common/apps/chat/reduceChat.ts";
import type { Usage } from "../../../../common/contracts/chat.ts";
import type { RunRequest } from "../agentPorts.ts";
import type { ChatStore } from "../log/chatStore.ts";

/** The tokens of a run, kept for its chat and for the sums of the day. */
export class UsageCount {
  readonly #store: Pick<ChatStore, "addUsage">;
  readonly #request: RunRequest;
  readonly #now: () => number;
  #calls = 0;
  total: Usage | null = null;

  constructor(store: Pick<ChatStore, "addUsage">, request: RunRequest, now: () => number) {
    this.#store = store;
    this.#request = request;
    this.#now = now;
  }

  /** What one call of the model used. */
  add(usage: Usage): void {
    const { chatId: chat, run } = this.#request;
    this.total = addedUsage(this.total, usage);
    this.#store.addUsage({ chat, run, step: this.#calls, day: localDay(this.#now()), usage });
    this.#calls += 1;
  }
}

function localDay(at: number): string {
  const date = new Date(at);
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
