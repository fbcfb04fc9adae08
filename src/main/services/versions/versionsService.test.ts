import { afterEach, beforeEach, expect, it } from "vitest";
import { eventually } from "../../../../tools/test/eventually.ts";
import { AppId } from "../../../common/apps/appId.ts";
import { FilePath } from "../../../common/apps/filePath.ts";
import { Emitter } from "../../../common/base/event.ts";
import { silentLog } from "../../../common/base/log.ts";
import type { FileChanges } from "../../../common/contracts/files.ts";
import { problem } from "../../../common/contracts/problem.ts";
import type { Author, ReadyRepository } from "../../../common/contracts/versions.ts";
import { GitProcess } from "../../git/gitProcess.ts";
import { GitServer, TOKEN } from "../../git/testing/gitServer.ts";
import { ANN, SampleRepository } from "../../git/testing/sampleRepository.ts";
import { VersionsService } from "./versionsService.ts";

const APP = AppId.parse("jwbqqn");
const A = FilePath.parse("a.txt");

let sample: SampleRepository;
let git: GitProcess;
let files: Emitter<FileChanges>;
let author: Author | null;
let versions: VersionsService;

beforeEach(async () => {
  sample = new SampleRepository();
  git = new GitProcess({ node: process.execPath, log: silentLog });
  files = new Emitter();
  author = ANN;
  versions = new VersionsService({
    git,
    appOf: () => ({ folder: sample.root, trusted: false }),
    filesOf: () => ({ onChanges: files.on }),
    author: () => author,
    secrets: {
      read: async () => null,
      write: async () => {
        throw problem("no-permission", "There is no keychain.");
      },
      remove: async () => undefined,
    },
    now: Date.now,
    log: silentLog,
  });
  sample.write("a.txt", "one\n");
  await versions.beginNew(APP, "First");
});

afterEach(async () => {
  versions[Symbol.dispose]();
  await git[Symbol.asyncDispose]();
  sample[Symbol.dispose]();
});

function ready(): ReadyRepository | null {
  const { repository } = versions.watch(APP).value;
  return repository.kind === "ready" ? repository : null;
}

function changes(): readonly string[] {
  return (ready()?.changes ?? []).map((each) => `${each.path} ${each.unstaged ?? each.staged}`);
}

it("follows the files, a commit in a terminal and the death of its process", async () => {
  await eventually(() => expect(ready()?.branch).toBe("main"));
  sample.write("a.txt", "two\n");
  files.fire({ seq: 1, reset: false, changes: [{ path: A, kind: "changed", by: "other" }] });
  await eventually(() => expect(changes()).toEqual(["a.txt modified"]));
  const { pid } = git;
  process.kill(pid ?? 0, "SIGKILL");
  await eventually(() => expect(git.pid).not.toBe(pid));
  sample.git("commit", "-qam", "In a terminal");
  await eventually(() => expect(ready()?.message).toBe("In a terminal\n"));
  expect(changes()).toEqual([]);
});

it("asks who commits where nobody has said", async () => {
  author = null;
  sample.write("a.txt", "two\n");
  await versions.stage(APP, null);
  expect(await versions.commit(APP, { message: "Second", amend: false })).toEqual({
    kind: "author-needed",
  });
  expect(changes()).toEqual(["a.txt modified"]);
});

it("tells how an exchange went, and keeps a token while Studio runs", async () => {
  await using server = await GitServer.start();
  const url = server.create("app.git");
  await versions.setRemote(APP, url);
  const ended = async (): Promise<string> => {
    await versions.exchange(APP, "push");
    await eventually(() => expect(versions.watch(APP).value.exchange?.status).not.toBe("running"));
    const { exchange } = versions.watch(APP).value;
    return exchange?.problem?.code ?? exchange?.status ?? "none";
  };
  expect(await ended()).toBe("account-refused");
  expect(await versions.setToken(new URL(url).host, TOKEN)).toEqual({ isKept: false });
  expect(await ended()).toBe("done");
  expect(ready()?.remote).toEqual({ name: "origin", url, branch: "main", ahead: 0, behind: 0 });
});

it("refuses an address with a password in it", async () => {
  const url = "https://ann:secret@example.org/app.git";
  await expect(versions.setRemote(APP, url)).rejects.toThrow("The address holds a password");
});
