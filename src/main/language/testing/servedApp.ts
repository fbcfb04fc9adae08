import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { AppId } from "../../../common/apps/appId.ts";
import { FilePath } from "../../../common/apps/filePath.ts";
import { Emitter } from "../../../common/base/event.ts";
import { silentLog } from "../../../common/base/log.ts";
import { must } from "../../../common/base/assert.ts";
import type {
  AboutText,
  AtPosition,
  TextChange,
  TextPosition,
} from "../../../common/contracts/language.ts";
import { typescriptServer } from "../typescriptServer.ts";
import { Workspace } from "../../services/workspace/workspace.ts";
import { LanguageService } from "../../services/language/languageService.ts";
import type { LanguageApp, StartServer } from "../../services/language/ports.ts";
import type { SessionTimes } from "../../services/language/serverSession.ts";
import { tailwindProfile } from "../../services/language/tailwindProfile.ts";
import { typescriptProfile } from "../../services/language/typescriptProfile.ts";

const WINDOW = "window-1";

export interface ServedAppOptions {
  readonly files: Readonly<Record<string, string>>;
  readonly start?: StartServer;
  readonly times?: Partial<SessionTimes>;
}

const TSCONFIG = JSON.stringify({
  compilerOptions: {
    strict: true,
    module: "esnext",
    moduleResolution: "bundler",
    target: "es2023",
    lib: ["es2023", "dom"],
    jsx: "react-jsx",
    types: [],
    noEmit: true,
  },
  include: ["src"],
});

/** A real folder with a real language server, spoken to as a window does. */
export class ServedApp implements AsyncDisposable {
  readonly appId = AppId.parse("jwbqqn");
  readonly root: string;
  readonly workspace: Workspace;
  readonly language: LanguageService;
  /** Emits as after an installation. */
  readonly installed = new Emitter<void>();
  /** Of every server that was started. */
  readonly pids: number[] = [];
  readonly #texts = new Map<string, { readonly text: string; readonly version: number }>();
  #calls = 0;

  constructor({ files, start = typescriptServer(silentLog), times }: ServedAppOptions) {
    this.root = realpathSync(mkdtempSync(path.join(tmpdir(), "language-")));
    writeFiles(this.root, { "tsconfig.json": TSCONFIG, ...files });
    this.workspace = new Workspace({ root: this.root, now: Date.now, log: silentLog });
    this.workspace.start();
    this.language = new LanguageService({
      app: () => this.#app(),
      servers: {
        typescript: { profile: typescriptProfile(() => CHOICES), start: this.#counted(start) },
        tailwind: { profile: tailwindProfile(), start },
      },
      whyOff: async (server) => (server === "tailwind" ? "Not here." : null),
      log: silentLog,
      ...(times === undefined ? {} : { times }),
    });
    this.language.join({ appId: this.appId, windowId: WINDOW });
  }

  open(file: string, text: string): void {
    this.#texts.set(file, { text, version: 1 });
    this.#sync(file, { type: "open", language: languageOf(file), version: 1, text });
  }

  type(file: string, at: TextPosition, text: string): void {
    const { version, text: before } = must(this.#texts.get(file), file);
    const lines = before.split("\n");
    const line = lines[at.line] ?? "";
    lines[at.line] = line.slice(0, at.character) + text + line.slice(at.character);
    this.#texts.set(file, { text: lines.join("\n"), version: version + 1 });
    const edits = [{ range: { start: at, end: at }, text }];
    this.#sync(file, { type: "edit", from: version, version: version + 1, edits });
  }

  about(file: string): AboutText {
    this.#calls += 1;
    const version = this.#texts.get(file)?.version ?? null;
    const call = String(this.#calls);
    return { appId: this.appId, windowId: WINDOW, path: FilePath.parse(file), version, call };
  }

  /** Behind the first place of a text. */
  at(file: string, needle: string): AtPosition {
    const text = this.#texts.get(file)?.text ?? "";
    const lines = text.slice(0, text.indexOf(needle) + needle.length).split("\n");
    const position = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
    return { ...this.about(file), position };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.language[Symbol.asyncDispose]();
    await this.workspace[Symbol.asyncDispose]();
    rmSync(this.root, { recursive: true, force: true, maxRetries: 3 });
  }

  #sync(file: string, change: TextChange): void {
    const { appId } = this;
    this.language.sync({ appId, windowId: WINDOW, path: FilePath.parse(file), change });
  }

  #app(): LanguageApp {
    const { root, workspace } = this;
    return {
      root,
      trusted: true,
      async listFiles() {
        const { entries } = await workspace.tree();
        return entries.flatMap((entry) => (entry.kind === "file" ? entry.path : []));
      },
      read: (file) => workspace.read(file),
      writeMany: (all) => workspace.writeMany(all),
      onFilesChanged: workspace.onFilesChanged,
      onPackagesChanged: this.installed.on,
    };
  }

  #counted(start: StartServer): StartServer {
    return (root, answer) => {
      const server = start(root, answer);
      if (server.pid !== undefined) this.pids.push(server.pid);
      return server;
    };
  }
}

const CHOICES = {
  inlayHints: "all",
  autoImports: true,
  importPaths: "shortest",
  quotes: "auto",
} as const;

function languageOf(file: string): string {
  return file.endsWith("x") ? "typescriptreact" : "typescript";
}

function writeFiles(root: string, files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    const full = path.join(root, file);
    mkdirSync(path.dirname(full), { recursive: true });
    writeFileSync(full, text);
  }
}
