import type { ChatState, MessageState } from "../../../common/apps/chat/chatState.ts";

/** The shown branch of a chat as a document that a person keeps or sends on. */
export function chatMarkdown(title: string, state: ChatState): string {
  const messages = branchOf(state).map((message) => messageMarkdown(message, state));
  return `${[`# ${title === "" ? "Chat" : title}`, ...messages].join("\n\n")}\n`;
}

/** The messages from the first to the last of the shown branch. */
export function branchOf(state: ChatState, leaf = state.leaf): readonly MessageState[] {
  const branch: MessageState[] = [];
  let message = state.messages[leaf ?? ""];
  while (message !== undefined) {
    branch.push(message);
    message = state.messages[message.parent ?? ""];
  }
  return branch.reverse();
}

const SPEAKERS = { person: "You", assistant: "Assistant", notice: "Studio" } as const;

function messageMarkdown(message: MessageState, state: ChatState): string {
  const run = state.runs[message.run ?? ""];
  const isRecipe = run?.runner.kind === "recipe";
  const speaker = isRecipe ? "Recipe (no AI)" : SPEAKERS[message.role];
  const when = new Date(message.at).toISOString();
  const content = message.content.flatMap(({ kind, id }) => {
    if (kind === "part") {
      const part = state.parts[id];
      return part?.kind === "text" ? [part.text] : [];
    }
    const call = state.calls[id];
    if (call === undefined) return [];
    const files = call.changes.map(
      ({ path, added, removed }) => `  - \`${path}\` (+${added} −${removed})`,
    );
    return [[`- **${call.tool}** (${call.phase}): ${call.summary}`, ...files].join("\n")];
  });
  const failure = run?.failure === null || run === undefined ? [] : [`> ${run.failure?.message}`];
  const text = [message.text, ...content, ...failure].filter(
    (part) => part !== "" && part !== null,
  );
  return [`## ${speaker}, ${when}`, ...text].join("\n\n");
}
