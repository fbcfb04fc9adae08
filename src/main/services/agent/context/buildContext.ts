import type { ModelMessage, TextPart } from "ai";
import type { ContextBreakdown, ContextPart } from "../../../../common/contracts/chatContext.ts";
import { attachmentParts } from "./attachmentParts.ts";
import type { ContextSources } from "./contextPorts.ts";
import type { BuiltContext, ContextRequest } from "./contextRequest.ts";
import { estimateTokens, estimateTokensOf } from "./estimateTokens.ts";
import { fenced } from "./fenced.ts";
import { instructionsFor } from "./instructions.ts";
import { ownerInstructions } from "./ownerInstructions.ts";
import { projectMap } from "./projectMap.ts";

/** Errors of the preview that are worth their tokens; more of them are mostly the same ones. */
const MAX_CONSOLE_LINES = 20;

/**
 * What a model is told. The beginning stays the same from question to question, so that providers
 * can cache it; the state of the moment (files, errors) is in the last message only, and is not
 * kept in the history.
 *
 * Only what Studio, the person and the app's owner (AGENTS.md) wrote is an instruction. The rest
 * is fenced as data.
 */
export async function buildContext(
  request: ContextRequest,
  sources: ContextSources,
): Promise<BuiltContext> {
  const [owner, map, attached] = await Promise.all([
    ownerInstructions(request.app.id, sources.files),
    projectMap(request.app.id, sources.files, request.openFiles),
    attachmentParts(request, sources),
  ]);
  const base = instructionsFor(request.mode, request.app.name);
  const console = consolePart(sources.consoleErrors(request.app.id));
  const question: ModelMessage = {
    role: "user",
    content: [...attached, { type: "text", text: request.text }],
  };
  const moment = [map, console].filter((text) => text !== "").join("\n\n");
  const parts: ContextPart[] = [
    { kind: "instructions", tokens: estimateTokens(base) },
    { kind: "owner-instructions", tokens: estimateTokens(owner) },
    { kind: "tools", tokens: estimateTokensOf(request.tools) },
    { kind: "history", tokens: estimateTokensOf(request.history) },
    { kind: "project", tokens: estimateTokens(map) },
    { kind: "attachments", tokens: estimateTokensOf(attached) },
    { kind: "console", tokens: estimateTokens(console) },
    { kind: "question", tokens: estimateTokens(request.text) },
  ];
  return {
    instructions: owner === "" ? base : `${base}\n\n${owner}`,
    messages: [...request.history, withMoment(question, moment)],
    question,
    breakdown: breakdownOf(parts, request.contextTokens),
  };
}

function withMoment(question: ModelMessage, moment: string): ModelMessage {
  if (moment === "" || question.role !== "user" || typeof question.content === "string") {
    return question;
  }
  const state: TextPart = { type: "text", text: moment };
  return { role: "user", content: [...question.content, state] };
}

function consolePart(errors: readonly string[]): string {
  if (errors.length === 0) return "";
  const text = errors.slice(-MAX_CONSOLE_LINES).join("\n");
  return fenced("preview-console", "Errors that the preview shows now", text);
}

function breakdownOf(parts: readonly ContextPart[], limit: number | null): ContextBreakdown {
  const used = parts.filter(({ tokens }) => tokens > 0);
  return { parts: used, tokens: used.reduce((sum, { tokens }) => sum + tokens, 0), limit };
}
