import type { ChatMode } from "../../../../common/contracts/chat.ts";

/** For tools that only read. */
export const EVERY_MODE: readonly ChatMode[] = ["build", "ask", "plan"];
export const BUILD_ONLY: readonly ChatMode[] = ["build"];
export const PLAN_ONLY: readonly ChatMode[] = ["plan"];
