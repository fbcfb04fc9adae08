// Completion in a 500-line TSX file of the generated app, warm: from the key's edit to the list,
// through Studio as its page asks, against the same language server driven directly with the same
// edits, interleaved in one run. Each round types one letter of a member or of a name.
import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { FilePath } from "../src/common/apps/filePath.ts";
import { silentLog } from "../src/common/base/log.ts";
import { typescriptServer } from "../src/main/language/typescriptServer.ts";
import { typescriptProfile } from "../src/main/services/language/typescriptProfile.ts";
import { generateApp } from "./support/generatedApp.ts";
import { report } from "./support/report.ts";
import { ratio, summarize } from "./support/statistics.ts";
import { StudioProcess } from "./support/studio.ts";

const ROUNDS = 60;
const WARM_UP = 10;
const LINES = 500;
const LANGUAGE = "typescriptreact";
/** What stands at the place of the cursor, one after the other. */
const TYPED = ["v", "va", "valu", "rows.", "rows.fi", "rows.map((row) => row."];

interface Edit {
  readonly range: { readonly start: Place; readonly end: Place };
  readonly text: string;
}

interface Place {
  readonly line: number;
  readonly character: number;
}

await using generated = await generateApp();
const file = FilePath.parse("src/BigView.tsx");
const text = bigView();
await writeFile(path.join(generated.folder, file), text);
await using studio = await StudioProcess.start();
const app = await studio.client.apps.openFolder.mutate({ folder: generated.folder });
await studio.client.apps.open.mutate({ appId: app.id });

const ours = await openInStudio();
await using direct = await openDirectly();
const studioMs: number[] = [];
const directMs: number[] = [];
let items = 0;
const line = LINES - 3;
for (let round = 0; round < ROUNDS; round++) {
  const typed = TYPED[round % TYPED.length] ?? "v";
  const start = { line, character: 2 };
  const end = { line, character: 2 + (round === 0 ? 0 : lengthBefore(round)) };
  const edit = { range: { start, end }, text: typed };
  const at = { line, character: 2 + typed.length };
  const mine = await timed(() => ours.complete(edit, at));
  const theirs = await timed(() => direct.complete(edit, at));
  items = mine.value;
  if (round < WARM_UP) continue;
  studioMs.push(mine.ms);
  directMs.push(theirs.ms);
}
const [our, their] = [summarize(studioMs), summarize(directMs)];
report(
  "editor-completion",
  { lines: LINES, files: generated.files.length, lastItems: items, studioMs: our, directMs: their },
  { p50: ratio(our.p50, their.p50), p95: ratio(our.p95, their.p95) },
);

function lengthBefore(round: number): number {
  return TYPED[(round - 1) % TYPED.length]?.length ?? 0;
}

async function timed<T>(
  work: () => Promise<T>,
): Promise<{ readonly ms: number; readonly value: T }> {
  const start = performance.now();
  const value = await work();
  return { ms: performance.now() - start, value };
}

async function openInStudio() {
  const { client } = studio;
  const window = { appId: app.id, windowId: randomUUID() };
  // The session begins with its first status; what was opened before is forgotten.
  await new Promise<void>((resolve, reject) => {
    client.language.watch.subscribe(window, { onData: () => resolve(), onError: reject });
  });
  let version = 1;
  let calls = 0;
  const change = { type: "open", language: LANGUAGE, version, text } as const;
  await client.language.sync.mutate({ ...window, path: file, change });
  return {
    async complete(edit: Edit, position: Place): Promise<number> {
      const from = version;
      version += 1;
      const edits = [edit];
      void client.language.sync.mutate({
        ...window,
        path: file,
        change: { type: "edit", from, version, edits },
      });
      calls += 1;
      const list = await client.language.completion.query({
        ...window,
        path: file,
        version,
        call: String(calls),
        position,
        server: "typescript",
        character: null,
        again: false,
      });
      return list?.items.length ?? 0;
    },
  };
}

async function openDirectly() {
  const profile = typescriptProfile(() => ({
    inlayHints: "none",
    autoImports: true,
    importPaths: "shortest",
    quotes: "auto",
  }));
  const server = typescriptServer(silentLog)(generated.folder, (method, params) => {
    if (method !== "workspace/configuration") return null;
    const { items: sections } = params as { items: { section: string }[] };
    return sections.map(({ section }) => profile.configuration(section));
  });
  const rootUri = pathToFileURL(generated.folder).href;
  const uri = pathToFileURL(path.join(generated.folder, file)).href;
  const folders = { rootUri, workspaceFolders: [{ uri: rootUri, name: "app" }] };
  await server.request("initialize", { processId: process.pid, ...folders, ...profile.initialize });
  server.notify("initialized", {});
  let version = 1;
  server.notify("textDocument/didOpen", {
    textDocument: { uri, languageId: LANGUAGE, version, text },
  });
  return {
    async complete(edit: Edit, position: Place): Promise<void> {
      version += 1;
      server.notify("textDocument/didChange", {
        textDocument: { uri, version },
        contentChanges: [edit],
      });
      const asked = { textDocument: { uri }, position, context: { triggerKind: 1 } };
      await server.request("textDocument/completion", asked);
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

function bigView(): string {
  const head = [
    "interface Row { readonly id: number; readonly label: string; readonly price: number }",
    "declare const rows: readonly Row[];",
    "export function BigView() {",
    "  const value = rows.length;",
    "  const valuable = value + 1;",
  ];
  const filler = Array.from(
    { length: LINES - head.length - 3 },
    (_, at) => `  const price${at} = rows[${at}]?.price ?? value + ${at};`,
  );
  return [...head, ...filler, "  ", "  return valuable;", "}", ""].join("\n");
}
