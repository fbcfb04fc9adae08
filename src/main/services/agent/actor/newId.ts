import { randomUUID } from "node:crypto";
import {
  ApprovalId,
  ChatId,
  MessageId,
  PartId,
  RunId,
  ToolCallId,
} from "../../../../common/contracts/chat.ts";

/** Ids of what a chat consists of: unique everywhere, so that two hosts never collide. */
export const newId = {
  approval: (): ApprovalId => ApprovalId.parse(randomUUID()),
  call: (): ToolCallId => ToolCallId.parse(randomUUID()),
  chat: (): ChatId => ChatId.parse(randomUUID()),
  message: (): MessageId => MessageId.parse(randomUUID()),
  part: (): PartId => PartId.parse(randomUUID()),
  run: (): RunId => RunId.parse(randomUUID()),
} as const;
