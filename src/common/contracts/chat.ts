import { z } from "zod";
import { AppId } from "../apps/appId.ts";
import { FilePath } from "../apps/filePath.ts";

const Id = z.string().regex(/^[\w-]{8,40}$/);
export const ChatId = Id.brand<"ChatId">();
export type ChatId = z.infer<typeof ChatId>;
export const RunId = Id.brand<"RunId">();
export type RunId = z.infer<typeof RunId>;
export const MessageId = Id.brand<"MessageId">();
export type MessageId = z.infer<typeof MessageId>;
export const PartId = Id.brand<"PartId">();
export type PartId = z.infer<typeof PartId>;
/** One call of a tool. Never the provider's id: those collide across retries. */
export const ToolCallId = Id.brand<"ToolCallId">();
export type ToolCallId = z.infer<typeof ToolCallId>;
export const ApprovalId = Id.brand<"ApprovalId">();
export type ApprovalId = z.infer<typeof ApprovalId>;
/** sha256 of a kept body, hex. */
export const BodyId = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<"BodyId">();
export type BodyId = z.infer<typeof BodyId>;

/** ask: reads only. plan: asks questions and writes a plan. build: changes the app. */
export const ChatMode = z.enum(["build", "ask", "plan"]);
export type ChatMode = z.infer<typeof ChatMode>;

/** What a run may do without asking. Risks of `ALWAYS_ASKED` are asked about in each of them. */
export const ApprovalLevel = z.enum(["ask", "auto-safe", "auto-all"]);
export type ApprovalLevel = z.infer<typeof ApprovalLevel>;

export const ToolStage = z.enum([
  "analyzing",
  "reading",
  "searching",
  "designing",
  "generating",
  "fetching",
  "installing",
  "running",
  "writing",
  "creating",
  "configuring",
  "updating-preview",
  "validating",
  "complete",
]);
export type ToolStage = z.infer<typeof ToolStage>;

/** What may go wrong by a call; null for what can do no harm. */
export const Risk = z.enum([
  "write",
  "delete",
  "packages",
  "database",
  "network",
  "protected-file",
  "external-tool",
]);
export type Risk = z.infer<typeof Risk>;

/** A file before and after; a null body for a file that was not, or is no longer, there. */
export const ChatFileChange = z.object({
  path: FilePath,
  before: BodyId.nullable(),
  after: BodyId.nullable(),
  /** Lines. */
  added: z.number().int(),
  removed: z.number().int(),
});
export type ChatFileChange = z.infer<typeof ChatFileChange>;

export const ChatDiagnostic = z.object({
  source: z.enum(["parse", "transform", "console", "types", "tests", "policy"]),
  severity: z.enum(["error", "warning", "info"]),
  path: FilePath.nullable(),
  /** From 1. */
  line: z.number().int().nullable(),
  message: z.string().max(4_000),
});
export type ChatDiagnostic = z.infer<typeof ChatDiagnostic>;

/** Tokens of one step or run. `costUsd` is null where the price is unknown, never 0. */
export const Usage = z.object({
  input: z.number().int(),
  cacheRead: z.number().int(),
  cacheWrite: z.number().int(),
  output: z.number().int(),
  costUsd: z.number().nullable(),
});
export type Usage = z.infer<typeof Usage>;

export const Attachment = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("file"), path: FilePath }),
  z.object({
    kind: z.literal("selection"),
    path: FilePath,
    firstLine: z.number().int(),
    lastLine: z.number().int(),
    text: z.string().max(64_000),
  }),
  z.object({
    kind: z.literal("image"),
    name: z.string().max(200),
    mime: z.enum(["image/png", "image/jpeg", "image/webp", "image/gif"]),
    body: BodyId,
  }),
  z.object({ kind: z.literal("console"), text: z.string().max(16_000) }),
  z.object({
    kind: z.literal("element"),
    label: z.string().max(200),
    path: FilePath.nullable(),
    line: z.number().int().nullable(),
    text: z.string().max(8_000),
  }),
]);
export type Attachment = z.infer<typeof Attachment>;

/** How a run works: by a model of a provider, or by the fixed steps of a recipe, without AI. */
export const Runner = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("model"), provider: z.string(), model: z.string() }),
  z.object({
    kind: z.literal("recipe"),
    recipe: z.string(),
    version: z.number().int(),
    /** What it was given, so that it can be run again. */
    parameters: z.record(z.string(), z.json()),
  }),
  /** A person calls one tool, as by the console of the chat. */
  z.object({ kind: z.literal("restore") }),
]);
export type Runner = z.infer<typeof Runner>;

export const RunStatus = z.enum(["ok", "cancelled", "failed", "interrupted", "limit"]);
export type RunStatus = z.infer<typeof RunStatus>;

export const ToolStatus = z.enum(["ok", "failed", "cancelled", "denied", "interrupted"]);
export type ToolStatus = z.infer<typeof ToolStatus>;

/** A failure of a run in words for the person; `retryable` offers to run the step again. */
export const RunFailure = z.object({
  message: z.string().max(2_000),
  next: z.string().max(500).nullable(),
  retryable: z.boolean(),
});
export type RunFailure = z.infer<typeof RunFailure>;

export const PlanItem = z.object({
  id: z.string().max(40),
  text: z.string().max(500),
  status: z.enum(["pending", "active", "done", "dropped"]),
});
export type PlanItem = z.infer<typeof PlanItem>;

export const QueuedMessage = z.object({
  id: MessageId,
  text: z.string().max(200_000),
  mode: ChatMode,
  attachments: z.array(Attachment).max(50),
});
export type QueuedMessage = z.infer<typeof QueuedMessage>;

/** Every event has its place in its chat's log; ephemeral ones take no place of their own. */
const event = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.object({ type: z.literal(type), at: z.number(), ...shape });

/** Written to the log before anyone sees them. */
export const DurableChatEvent = z.discriminatedUnion("type", [
  event("queue.changed", { queue: z.array(QueuedMessage).max(100) }),
  event("message.added", {
    message: MessageId,
    /** The message it follows; messages with one parent are branches. Null for the first. */
    parent: MessageId.nullable(),
    role: z.enum(["person", "assistant", "notice"]),
    text: z.string(),
    attachments: z.array(Attachment),
  }),
  /** Another branch of the conversation is shown, by its last message. */
  event("branch.chosen", { leaf: MessageId }),
  event("run.started", {
    run: RunId,
    /** The message it answers, and the assistant's message that it fills. */
    question: MessageId,
    answer: MessageId,
    runner: Runner,
    mode: ChatMode,
    approval: ApprovalLevel,
    trigger: z.enum(["person", "recipe", "fix", "retry"]),
  }),
  event("run.ended", {
    run: RunId,
    status: RunStatus,
    failure: RunFailure.nullable(),
    usage: Usage.nullable(),
    /** The git commit of what it changed. */
    commit: z.string().nullable(),
  }),
  event("step.started", { run: RunId, step: z.number().int(), attempt: z.number().int() }),
  event("step.ended", { run: RunId, step: z.number().int(), usage: Usage.nullable() }),
  /** What a failed attempt said counts no more. */
  event("step.discarded", {
    run: RunId,
    step: z.number().int(),
    parts: z.array(z.string()),
    reason: z.string(),
  }),
  event("part.started", {
    part: PartId,
    message: MessageId,
    kind: z.enum(["text", "reasoning"]),
  }),
  event("part.ended", { part: PartId, text: z.string() }),
  /** Calls with one group are of one step and shown together. */
  event("tool.announced", {
    call: ToolCallId,
    run: RunId,
    message: MessageId,
    group: z.string().max(80),
    tool: z.string().max(120),
  }),
  /** The whole input; fields of more than 32 KB are cut here and kept by `body`. */
  event("tool.input", { call: ToolCallId, input: z.json(), body: BodyId.nullable() }),
  event("approval.asked", {
    call: ToolCallId,
    approval: ApprovalId,
    risk: Risk,
    summary: z.string().max(500),
    /** What it would do to files, shown as a diff first. */
    changes: z.array(ChatFileChange),
  }),
  event("approval.answered", {
    call: ToolCallId,
    approval: ApprovalId,
    decision: z.enum(["once", "always", "denied"]),
    by: z.enum(["person", "rule", "stop"]),
    note: z.string().max(2_000).nullable(),
  }),
  event("tool.started", { call: ToolCallId }),
  event("tool.stage", {
    call: ToolCallId,
    stage: ToolStage,
    /** 0 to 100, never less than before. */
    percent: z.number().int().min(0).max(100),
    message: z.string().max(300),
  }),
  event("tool.ended", {
    call: ToolCallId,
    status: ToolStatus,
    output: z.json(),
    summary: z.string().max(1_000),
    changes: z.array(ChatFileChange),
    diagnostics: z.array(ChatDiagnostic),
    ms: z.number(),
  }),
  /** What answered only after the call had ended, as the types do. */
  event("diagnostics.changed", {
    call: ToolCallId,
    source: ChatDiagnostic.shape.source,
    diagnostics: z.array(ChatDiagnostic),
  }),
  event("plan.changed", { run: RunId, items: z.array(PlanItem).max(100) }),
  event("question.asked", {
    run: RunId,
    question: z.string().max(2_000),
    choices: z.array(z.string().max(200)).max(8),
  }),
  event("checkpoint.restored", {
    /** Files as they were before this run; null brings back what the last restore undid. */
    run: RunId,
    direction: z.enum(["undone", "redone"]),
    changes: z.array(ChatFileChange),
    /** Changed by the person meanwhile, and left as they are. */
    conflicts: z.array(FilePath),
  }),
  /** What the checks found goes back to the model, without being asked. */
  event("fix.started", {
    run: RunId,
    round: z.number().int(),
    of: z.number().int(),
    errors: z.number().int(),
    /** Of the run so far; null for unknown. */
    costUsd: z.number().nullable(),
  }),
  event("context.compacted", { run: RunId, summary: z.string(), before: MessageId }),
]);
export type DurableChatEvent = z.infer<typeof DurableChatEvent>;

/** Seen by whoever looks, kept by nobody. Offsets are in UTF-16 units, so that one that comes twice adds nothing. */
export const EphemeralChatEvent = z.discriminatedUnion("type", [
  event("part.delta", { part: PartId, offset: z.number().int(), delta: z.string() }),
  event("tool.input.delta", {
    call: ToolCallId,
    /** Which text of the input it goes on: `path`, `content`, … */
    field: z.string().max(40),
    offset: z.number().int(),
    delta: z.string(),
  }),
  event("tool.progress", {
    call: ToolCallId,
    percent: z.number().int().min(0).max(100),
    message: z.string().max(300),
  }),
  event("tool.output", { call: ToolCallId, offset: z.number().int(), delta: z.string() }),
]);
export type EphemeralChatEvent = z.infer<typeof EphemeralChatEvent>;

export type ChatEvent = DurableChatEvent | EphemeralChatEvent;
export const ChatEvent = z.union([DurableChatEvent, EphemeralChatEvent]);

/**
 * What a reader of one chat gets. `epoch` names a life of the host: of another epoch, or from
 * before what is kept in memory, a reader gets a snapshot.
 */
export const ChatFrame = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("snapshot"),
    epoch: z.string(),
    seq: z.number().int(),
    /** The events so far, folded by `reduceChat`. */
    state: z.unknown(),
  }),
  z.object({
    kind: z.literal("events"),
    epoch: z.string(),
    /** Of the last durable event in it; unchanged when it has none. */
    seq: z.number().int(),
    events: z.array(ChatEvent),
  }),
]);
export type ChatFrame = z.infer<typeof ChatFrame>;

/** A chat in the list of an app's chats. */
export const ChatSummary = z.object({
  id: ChatId,
  appId: AppId,
  title: z.string().max(200),
  createdAt: z.number(),
  changedAt: z.number(),
  running: z.boolean(),
  /** Null when a price of it is unknown. */
  costUsd: z.number().nullable(),
});
export type ChatSummary = z.infer<typeof ChatSummary>;

/**
 * What a window asks of a chat. `intent` is the window's own id: the same one twice is done once.
 */
export const ChatIntent = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("send"),
    text: z.string().min(1).max(200_000),
    mode: ChatMode,
    attachments: z.array(Attachment).max(50),
    /** Null goes on after the shown branch; else a new branch begins after this, or at the start. */
    after: z.union([MessageId, z.literal("start")]).nullable(),
  }),
  z.object({
    type: z.literal("recipe"),
    recipe: z.string().max(80),
    parameters: z.record(z.string().max(80), z.json()),
  }),
  z.object({ type: z.literal("stop"), run: RunId }),
  z.object({ type: z.literal("cancel-tool"), call: ToolCallId }),
  z.object({
    type: z.literal("answer-approval"),
    approval: ApprovalId,
    decision: z.enum(["once", "always", "denied"]),
    note: z.string().max(2_000).nullable(),
  }),
  z.object({ type: z.literal("retry"), run: RunId }),
  /** Feeds the errors of a call or of the preview back. */
  z.object({ type: z.literal("fix"), call: ToolCallId.nullable(), text: z.string().max(16_000) }),
  z.object({
    type: z.literal("edit-queue"),
    queue: z.array(QueuedMessage).max(100),
    /** What the window saw waiting: what another one added meanwhile stays. */
    seen: z.array(MessageId).max(100).optional(),
  }),
  /** Answers a waiting message now; only while nothing runs. */
  z.object({ type: z.literal("send-queued"), message: MessageId }),
  z.object({ type: z.literal("choose-branch"), leaf: MessageId }),
  z.object({
    type: z.literal("restore"),
    run: RunId,
    direction: z.enum(["undone", "redone"]),
    /** overwrite: also files that the person changed meanwhile. */
    conflicts: z.enum(["keep", "merge", "overwrite"]),
  }),
  z.object({ type: z.literal("accept-plan"), run: RunId, items: z.array(PlanItem).max(100) }),
]);
export type ChatIntent = z.infer<typeof ChatIntent>;

/** What runs use unless a chat says otherwise. */
export const ChatChoice = z.object({
  provider: z.string().nullable(),
  model: z.string().nullable(),
  approval: ApprovalLevel,
});
export type ChatChoice = z.infer<typeof ChatChoice>;

export const ProviderKind = z.enum(["anthropic", "openai", "google", "compatible", "ollama"]);
export type ProviderKind = z.infer<typeof ProviderKind>;

/** A provider as windows see it: never its key. */
export const ProviderView = z.object({
  id: z.string().max(80),
  kind: ProviderKind,
  title: z.string().max(80),
  /** Null for the provider's own address. */
  baseUrl: z.string().nullable(),
  hasKey: z.boolean(),
  models: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      contextTokens: z.number().int().nullable(),
      /** US dollars for a million tokens; null for unknown. */
      price: z.object({ input: z.number(), output: z.number(), asOf: z.string() }).nullable(),
    }),
  ),
});
export type ProviderView = z.infer<typeof ProviderView>;

/** A provider as a person sets it up. */
export const ProviderInput = z.object({
  /** Null for a new one. */
  id: z.string().max(80).nullable(),
  kind: ProviderKind,
  title: z.string().trim().min(1).max(80),
  /** Null for the provider's own address; a `compatible` one needs an address. */
  baseUrl: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .nullable(),
  /** Names of models as the provider knows them. Empty: those that Studio knows of it. */
  models: z.array(z.string().trim().min(1).max(200)).max(200),
});
export type ProviderInput = z.infer<typeof ProviderInput>;

/** What one small real call to a provider came to. */
export const ProviderTest = z.object({
  ok: z.boolean(),
  /** A sentence for the person. */
  message: z.string(),
  ms: z.number(),
});
export type ProviderTest = z.infer<typeof ProviderTest>;

/** A program with models on this computer. */
export const LocalModels = z.object({
  kind: z.enum(["ollama", "compatible"]),
  title: z.string(),
  baseUrl: z.string(),
  models: z.array(z.string()),
});
export type LocalModels = z.infer<typeof LocalModels>;

/** A message that a search found. */
export const ChatFound = z.object({
  chatId: ChatId,
  title: z.string(),
  at: z.number(),
  excerpt: z.string(),
});
export type ChatFound = z.infer<typeof ChatFound>;

/** Tokens and cost of one day, all chats together. */
export const DayUsage = Usage.extend({ day: z.iso.date(), runs: z.number().int() });
export type DayUsage = z.infer<typeof DayUsage>;

/** A recipe as the chat offers it: fixed steps with parameters, no AI. */
export const RecipeView = z.object({
  id: z.string(),
  version: z.number().int(),
  title: z.string(),
  description: z.string(),
  parameters: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      help: z.string(),
      kind: z.enum(["text", "identifier", "choice", "boolean", "fields"]),
      choices: z.array(z.string()),
      initial: z.json(),
    }),
  ),
});
export type RecipeView = z.infer<typeof RecipeView>;
