import { Emitter } from "../../../common/base/event.ts";
import { ChatChoice } from "../../../common/contracts/chat.ts";
import type { ChoiceMemory } from "./chatsService.ts";

const KEY = "chat.choice";
const INITIAL: ChatChoice = { provider: null, model: null, approval: "ask" };

/** What runs use unless a chat says otherwise, kept as JSON text by key. */
export function keptChoice(memory: {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
}): ChoiceMemory {
  const changed = new Emitter<ChatChoice>();
  let value = ChatChoice.parse(JSON.parse(memory.get(KEY) ?? JSON.stringify(INITIAL)));
  return {
    get value() {
      return value;
    },
    onChange: changed.on,
    set(choice) {
      value = choice;
      memory.set(KEY, JSON.stringify(choice));
      changed.fire(choice);
    },
  };
}
