import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { AppId } from "../../common/apps/appId.ts";
import { FilePath } from "../../common/apps/filePath.ts";
import { silentLog } from "../../common/base/log.ts";
import {
  type ApprovalLevel,
  BodyId,
  ChatId,
  type ChatMode,
  RunId,
  ToolCallId,
} from "../../common/contracts/chat.ts";
import type { OutputLine, PreviewState } from "../../common/contracts/preview.ts";
import type { PackageJob } from "../../common/contracts/packages.ts";
import { mergeText } from "../git/mergeText.ts";
import type { BodyStore } from "../services/agent/agentPorts.ts";
import type { AgentFiles } from "../services/agent/journal/agentFiles.ts";
import { FilesOfCalls } from "../services/agent/journal/journaledFiles.ts";
import { Restorer } from "../services/agent/journal/restorer.ts";
import type { ChangeRepository } from "../services/agent/journal/changeRecord.ts";
import { Approvals } from "../services/agent/safety/approvals.ts";
import { AppSecrets } from "../services/agent/safety/appSecrets.ts";
import { SecretScan } from "../services/agent/safety/secretScan.ts";
import {
  type ApprovalAnswer,
  type ApprovalRequest,
  type ToolCall,
  type ToolEnd,
  ToolRegistry,
  type ToolSink,
} from "../services/agent/toolRegistry.ts";
import { previewConsole } from "../services/agent/validation/appConsole.ts";
import { Workspace } from "../services/workspace/workspace.ts";
import { openStudioDb, type StudioDb } from "../storage/studioDb.ts";
import { Validation } from "../services/agent/validation/validation.ts";
import { appTools, type AppToolsParts } from "../services/agent/tools/appTools.ts";
import { StepBase } from "../services/agent/tools/stepBase.ts";

/** Tools on a real folder, with a real journal, for tests. */
export class ToolFixture implements AsyncDisposable {
  readonly root = realpathSync(mkdtempSync(path.join(tmpdir(), "agent-tools-")));
  readonly appId = AppId.parse("jwbqqn");
  readonly chat = ChatId.parse(randomUUID());
  readonly run = RunId.parse(randomUUID());
  readonly output: OutputLine[] = [];
  readonly workspace = new Workspace({ root: this.root, now: Date.now, log: silentLog });
  readonly registry: ToolRegistry;
  readonly restorer: Restorer;
  readonly approvals: Approvals;
  readonly secrets: AppSecrets;
  readonly changes: ChangeRepository;
  readonly #dataDir = mkdtempSync(path.join(tmpdir(), "agent-data-"));
  readonly #db: StudioDb;
  #isStarted = false;

  constructor(tools: Partial<AppToolsParts> = {}) {
    const log = silentLog;
    this.#db = openStudioDb(path.join(this.#dataDir, "studio.db"), { now: Date.now, log });
    this.changes = this.#db.agentChanges;
    const filesOf = (): AgentFiles => this.workspace;
    const now = Date.now;
    const changes = this.changes;
    const bodies = memoryBodies();
    this.approvals = new Approvals(this.#db.approvalRules, now);
    this.secrets = new AppSecrets({ filesOf: () => this.workspace, log });
    this.restorer = new Restorer({ filesOf, changes, bodies, merge: mergeTexts, now });
    this.registry = new ToolRegistry({
      files: new FilesOfCalls({ filesOf, changes, bodies, now }),
      approvals: this.approvals,
      secrets: new SecretScan(this.secrets),
      now,
      log,
    });
    for (const tool of appTools({ ...this.#tools(), ...tools })) this.registry.add(tool);
  }

  /** Writes as another program does. */
  put(file: string, content: string | Uint8Array): void {
    const absolute = path.join(this.root, file);
    mkdirSync(path.dirname(absolute), { recursive: true });
    writeFileSync(absolute, content);
  }

  disk(file: string): string {
    return readFileSync(path.join(this.root, file), "utf8");
  }

  /** Calls a tool by itself, in a step of its own unless one is given. */
  async call(name: string, input: unknown, how: CallHow = {}): Promise<ToolEnd> {
    await this.#start();
    return this.registry.exec(this.request(name, input, how));
  }

  request(name: string, input: unknown, how: CallHow = {}): ToolCall {
    return {
      name,
      input,
      appId: this.appId,
      chat: this.chat,
      run: how.run ?? this.run,
      call: ToolCallId.parse(randomUUID()),
      mode: how.mode ?? "build",
      approval: how.approval ?? "auto-all",
      step: how.step ?? new StepBase(),
      signal: how.signal ?? new AbortController().signal,
      sink: how.sink ?? new RecordingSink(),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.workspace[Symbol.asyncDispose]();
    this.#db[Symbol.dispose]();
    for (const folder of [this.root, this.#dataDir])
      rmSync(folder, { recursive: true, force: true });
  }

  /** Follows the folder from the first call on. */
  async #start(): Promise<void> {
    if (this.#isStarted) return;
    this.#isStarted = true;
    this.workspace.start();
    await this.workspace.tree();
  }

  #tools(): AppToolsParts {
    const console = previewConsole(() => ({ value: this.output }));
    const never = { value: STOPPED, onChange: () => () => undefined };
    const types = async (): Promise<null> => null;
    return {
      rootOf: () => this.root,
      treeOf: () => this.workspace.tree(),
      console,
      types,
      validation: new Validation({
        parse: async () => null,
        preview: () => never,
        console,
        types,
        now: Date.now,
      }),
      search: {
        // oxlint-disable-next-line require-yield -- a search that finds nothing
        async *find() {
          return;
        },
      },
      packages: {
        jobs: { value: [] as readonly PackageJob[], onChange: () => () => undefined },
        add: async () => ({ jobId: "none" }),
        cancel: async () => undefined,
      },
      moveEdits: async () => ({ files: [] }),
      runTests: async () => ({ exitCode: 0 }),
      now: Date.now,
    };
  }
}

export interface CallHow {
  readonly run?: RunId;
  readonly mode?: ChatMode;
  readonly approval?: ApprovalLevel;
  readonly step?: StepBase;
  readonly signal?: AbortSignal;
  readonly sink?: ToolSink;
}

/** Remembers everything, and answers what it was told to; `denied` when nothing. */
export class RecordingSink implements ToolSink {
  readonly told: string[] = [];
  readonly asked: ApprovalRequest[] = [];
  readonly found: { source: string; messages: string[] }[] = [];
  printed = "";
  readonly #answer: (request: ApprovalRequest) => ApprovalAnswer | Promise<ApprovalAnswer>;

  constructor(
    answer: (request: ApprovalRequest) => ApprovalAnswer | Promise<ApprovalAnswer> = () => ({
      decision: "denied",
      note: null,
    }),
  ) {
    this.#answer = answer;
  }

  async ask(request: ApprovalRequest): Promise<ApprovalAnswer> {
    this.asked.push(request);
    return this.#answer(request);
  }
  ruled({ risk }: ApprovalRequest): void {
    this.told.push(`ruled ${risk}`);
  }
  started(): void {
    this.told.push("started");
  }
  stage(stage: string, percent: number): void {
    this.told.push(`${stage} ${percent}`);
  }
  progress(percent: number): void {
    this.told.push(`… ${percent}`);
  }
  output(delta: string): void {
    this.printed += delta;
  }
  ended({ status }: ToolEnd): void {
    this.told.push(status);
  }
  diagnostics(source: string, found: readonly { readonly message: string }[]): void {
    this.found.push({ source, messages: found.map(({ message }) => message) });
  }
  plan(items: readonly { readonly text: string }[]): void {
    this.told.push(`plan ${items.map(({ text }) => text).join(", ")}`);
  }
  question(text: string): void {
    this.told.push(`question ${text}`);
  }
}

export function allowing(decision: "once" | "always" = "once"): RecordingSink {
  return new RecordingSink(() => ({ decision, note: null }));
}

export function filePath(text: string): FilePath {
  return FilePath.parse(text);
}

const mergeTexts = (sides: { base: string; ours: string; theirs: string }) =>
  mergeText({ ...sides, ourName: "now", theirName: "before" });

function memoryBodies(): BodyStore {
  const bodies = new Map<string, Uint8Array>();
  return {
    async put(body) {
      const bytes = Buffer.from(body as string);
      const id = BodyId.parse(createHash("sha256").update(bytes).digest("hex"));
      bodies.set(id, bytes);
      return id;
    },
    get: async (id) => bodies.get(id) ?? null,
  };
}

export const STOPPED: PreviewState = {
  appId: AppId.parse("jwbqqn"),
  rev: 0,
  status: "stopped",
  previewUrl: null,
  websocketUrl: null,
  deploymentTime: null,
  servable: false,
  stages: [],
  problem: null,
  saves: [],
};
