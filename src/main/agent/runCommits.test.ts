import { afterEach, beforeEach, expect, test } from "vitest";
import { AppId } from "../../common/apps/appId.ts";
import { FilePath } from "../../common/apps/filePath.ts";
import { Emitter } from "../../common/base/event.ts";
import { silentLog } from "../../common/base/log.ts";
import type { FileChanges } from "../../common/contracts/files.ts";
import type { Author } from "../../common/contracts/versions.ts";
import { GitProcess } from "../git/gitProcess.ts";
import { ANN, SampleRepository } from "../git/testing/sampleRepository.ts";
import { RunCommits } from "./runCommits.ts";
import { VersionsService } from "../services/versions/versionsService.ts";

const APP = AppId.parse("jwbqqn");
const A = FilePath.parse("a.txt");
const B = FilePath.parse("b.txt");

let sample: SampleRepository;
let git: GitProcess;
let author: Author | null;
let versions: VersionsService;
let commits: RunCommits;

beforeEach(async () => {
  sample = new SampleRepository();
  git = new GitProcess({ node: process.execPath, log: silentLog });
  author = ANN;
  const files = new Emitter<FileChanges>();
  versions = new VersionsService({
    git,
    appOf: () => ({ folder: sample.root, trusted: false }),
    filesOf: () => ({ onChanges: files.on }),
    author: () => author,
    secrets: {
      read: async () => null,
      write: async () => undefined,
      remove: async () => undefined,
    },
    now: Date.now,
    log: silentLog,
  });
  sample.write("a.txt", "one\n");
  await versions.beginNew(APP, "First");
  commits = new RunCommits(versions);
});

afterEach(async () => {
  versions[Symbol.dispose]();
  await git[Symbol.asyncDispose]();
  sample[Symbol.dispose]();
});

async function state(): Promise<{ readonly subjects: string[]; readonly changes: string[] }> {
  await versions.refresh(APP);
  const { repository } = versions.watch(APP).value;
  const { commits: log } = await versions.log(APP, { path: null, skip: 0, limit: 10 });
  const changes = repository.kind === "ready" ? repository.changes : [];
  return {
    subjects: log.map(({ message }) => message.trim()),
    changes: changes.map(({ path, staged }) => `${path}${staged === null ? "" : " staged"}`),
  };
}

test("only the files of the run are committed", async () => {
  sample.write("a.txt", "the run's\n");
  sample.write("b.txt", "the person's\n");
  expect(await commits.commit(APP, [A], "Add a page")).toMatch(/^[0-9a-f]{40}$/);
  expect(await state()).toEqual({ subjects: ["Add a page", "First"], changes: ["b.txt"] });
});

test("what the person has staged is not taken along", async () => {
  sample.write("a.txt", "the run's\n");
  sample.write("b.txt", "the person's\n");
  await versions.stage(APP, [B]);
  expect(await commits.commit(APP, [A], "Add a page")).toBeNull();
  expect(await state()).toEqual({ subjects: ["First"], changes: ["a.txt", "b.txt staged"] });
});

test("a run that left everything as it was is no commit", async () => {
  expect(await commits.commit(APP, [A], "Nothing")).toBeNull();
});

test("without a name to commit by, nothing stays staged", async () => {
  author = null;
  sample.write("a.txt", "the run's\n");
  expect(await commits.commit(APP, [A], "Add a page")).toBeNull();
  expect(await state()).toEqual({ subjects: ["First"], changes: ["a.txt"] });
});
