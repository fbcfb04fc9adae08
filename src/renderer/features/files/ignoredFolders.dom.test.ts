// @vitest-environment happy-dom
import { TRPCClientError, type TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FAKE_APP, studioFake } from "../../../../tools/test/studioFake.ts";
import { AppId } from "../../../common/apps/appId.ts";
import type { FilePath } from "../../../common/apps/filePath.ts";
import type { FileEntry } from "../../../common/contracts/files.ts";
import type { AppRouter } from "../../../main/rpc/router.ts";
import { useAppFiles } from "../../client/appFiles.ts";
import { indexFiles } from "../../client/fileIndex.ts";
import { connectStudio } from "../../client/studio.ts";
import {
  followIgnoredFolders,
  rereadAround,
  useIgnoredFolders,
  withIgnored,
} from "./ignoredFolders.ts";
import { treeRows } from "./treeRows.ts";
import { collapseAll, toggleFolder, useTree } from "./treeStore.ts";

const path = (name: string): FilePath => name.replace(/\/$/, "") as FilePath;
const entry = (name: string, ignored = true): FileEntry => ({
  path: path(name),
  kind: name.endsWith("/") ? "folder" : "file",
  size: 1,
  ignored,
});

/** What is on disk, folder by folder; a folder that is not named cannot be read. */
let disk: Record<string, readonly string[]>;
let stop: () => void;

const link: TRPCLink<AppRouter> = (runtime) => {
  const host = studioFake().link(runtime);
  return (call) => {
    if (call.op.path !== "files.listFolder") return host(call);
    return observable((observer) => {
      const names = disk[(call.op.input as { path: string }).path];
      if (names === undefined) observer.error(new TRPCClientError("It may not be read."));
      else observer.next({ result: { data: names.map((name) => entry(name)) } });
      observer.complete();
    });
  };
};

beforeEach(() => {
  connectStudio(link);
  const entries = [entry("node_modules/"), entry("src/", false), entry("src/App.tsx", false)];
  useAppFiles.setState({ appId: FAKE_APP, index: indexFiles(entries), problem: null });
  useIgnoredFolders.setState({ appId: null, listings: new Map() });
  stop = followIgnoredFolders();
});

afterEach(() => {
  stop();
  collapseAll();
});

function drawn(): string[] {
  const { index } = useAppFiles.getState();
  const { listings } = useIgnoredFolders.getState();
  if (index === null) return [];
  const { expanded } = useTree.getState();
  const rows = treeRows({ index: withIgnored(index, listings), expanded, edit: null, listings });
  return rows.map((row) => {
    const indent = "  ".repeat(row.depth);
    if (row.type === "note") return `${indent}(${row.note.kind})`;
    return row.type === "entry" ? `${indent}${row.name}` : indent;
  });
}

test("an ignored folder is read when it is opened, and its folders in turn", async () => {
  disk = { node_modules: ["node_modules/zod/", "node_modules/.bin/"], "node_modules/zod": [] };
  expect(drawn()).toEqual(["node_modules", "src"]);
  toggleFolder("node_modules", true);
  expect(drawn()).toEqual(["node_modules", "  (reading)", "src"]);
  await vi.waitFor(() => expect(drawn()).toEqual(["node_modules", "  .bin", "  zod", "src"]));
  toggleFolder("node_modules/zod", true);
  await vi.waitFor(() => expect(drawn().slice(2, 4)).toEqual(["  zod", "    (empty)"]));
});

test("folders that were left open are read once the tree is there", async () => {
  disk = { node_modules: ["node_modules/zod/"], "node_modules/zod": ["node_modules/zod/index.js"] };
  const { index } = useAppFiles.getState();
  useAppFiles.setState({ index: null });
  useTree.setState({ expanded: new Set(["node_modules", "node_modules/zod"]) });
  useAppFiles.setState({ index });
  await vi.waitFor(() => expect(drawn()).toEqual(["node_modules", "  zod", "    index.js", "src"]));
});

test("a folder that cannot be read says so, and is read anew when it is opened again", async () => {
  disk = {};
  toggleFolder("node_modules", true);
  await vi.waitFor(() => expect(drawn()).toEqual(["node_modules", "  (failed)", "src"]));
  disk = { node_modules: ["node_modules/zod/"] };
  toggleFolder("node_modules", false);
  toggleFolder("node_modules", true);
  await vi.waitFor(() => expect(drawn()).toEqual(["node_modules", "  zod", "src"]));
});

test("what Studio changes in an ignored folder shows, though nothing watches it", async () => {
  disk = { node_modules: ["node_modules/a.txt"] };
  toggleFolder("node_modules", true);
  await vi.waitFor(() => expect(drawn()).toContain("  a.txt"));
  disk = { node_modules: ["node_modules/b.txt"] };
  rereadAround(path("node_modules/a.txt"));
  await vi.waitFor(() => expect(drawn()).toEqual(["node_modules", "  b.txt", "src"]));
});

test("an ignored folder that is gone takes what was in it along", async () => {
  disk = { node_modules: ["node_modules/zod/"], "node_modules/zod": ["node_modules/zod/a.js"] };
  toggleFolder("node_modules", true);
  toggleFolder("node_modules/zod", true);
  await vi.waitFor(() => expect(drawn()).toContain("    a.js"));
  useAppFiles.setState({ index: indexFiles([entry("src/", false)]) });
  expect(drawn()).toEqual(["src"]);
});

test("what was read of one app is not shown in another", async () => {
  disk = { node_modules: ["node_modules/zod/"] };
  toggleFolder("node_modules", true);
  useAppFiles.setState({ appId: AppId.parse("other2") });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(useIgnoredFolders.getState().appId).toBe(FAKE_APP);
});
