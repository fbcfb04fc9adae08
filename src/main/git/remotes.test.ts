import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { GitCalls } from "./protocol.ts";
import { GitServer, TOKEN } from "./testing/gitServer.ts";
import { ANN, SampleRepository } from "./testing/sampleRepository.ts";

let server: GitServer;
let ours: SampleRepository;
let theirs: SampleRepository;
let url: string;
let count = 0;

beforeAll(async () => {
  server = await GitServer.start();
});
afterAll(() => server[Symbol.asyncDispose]());

beforeEach(async () => {
  server.isSilent = false;
  url = server.create(`app-${++count}.git`);
  ours = new SampleRepository();
  theirs = new SampleRepository();
  ours.write("a.txt", "one\ntwo\nthree\nfour\nfive\n");
  await ours.call("init", { message: "First", author: ANN });
  await ours.call("setRemote", { url });
});

afterEach(() => {
  ours[Symbol.dispose]();
  theirs[Symbol.dispose]();
});

/** The system's git works for trusted folders, the built-in one for others. */
describe.each([
  ["the system's git", true],
  ["the built-in git", false],
])("with %s", (_, trusted) => {
  const exchange = (
    sample: SampleRepository,
    kind: "fetch" | "pull" | "push",
    token: string | null = TOKEN,
  ): Promise<GitCalls["exchange"]["output"]> =>
    sample.call("exchange", { kind, token, trusted, author: ANN });

  async function cloneTheirs(): Promise<void> {
    await exchange(ours, "push");
    await theirs.call("init", { message: null, author: null });
    theirs.remove(".gitignore");
    await theirs.call("setRemote", { url });
    await exchange(theirs, "pull");
  }

  async function counts(sample: SampleRepository): Promise<readonly number[]> {
    const status = await sample.call("status", { changed: null });
    const remote = status.kind === "ready" ? status.remote : null;
    return [remote?.ahead ?? -1, remote?.behind ?? -1];
  }

  it("pushes, pulls into an empty app, and counts what is not there yet", async () => {
    await cloneTheirs();
    expect(theirs.read("a.txt")).toBe("one\ntwo\nthree\nfour\nfive\n");
    expect(theirs.status()).toEqual([]);
    theirs.write("b.txt", "b\n");
    await theirs.commitAll("Second");
    expect(await counts(theirs)).toEqual([1, 0]);
    await exchange(theirs, "push");
    expect(await counts(theirs)).toEqual([0, 0]);
    await exchange(ours, "fetch");
    expect(await counts(ours)).toEqual([0, 1]);
    expect(await exchange(ours, "pull")).toEqual({ merged: { kind: "fast-forward" } });
    expect(ours.read("b.txt")).toBe("b\n");
    expect(server.git(`app-${count}.git`, "log", "--format=%s", "main")).toBe("Second\nFirst\n");
  });

  it("refuses a push behind the remote, and merges by a pull what does not meet", async () => {
    await cloneTheirs();
    theirs.write("a.txt", "ONE\ntwo\nthree\nfour\nfive\n");
    await theirs.commitAll("Theirs");
    await exchange(theirs, "push");
    ours.write("a.txt", "one\ntwo\nthree\nfour\nFIVE\n");
    await ours.commitAll("Ours");
    await expect(exchange(ours, "push")).rejects.toMatchObject({
      problem: { code: "conflict", message: "The remote has commits that are not here yet." },
    });
    expect(await exchange(ours, "pull")).toEqual({ merged: { kind: "merged" } });
    expect(ours.read("a.txt")).toBe("ONE\ntwo\nthree\nfour\nFIVE\n");
    expect(ours.status()).toEqual([]);
    expect(ours.git("log", "-1", "--format=%s")).toBe(
      "Merge remote-tracking branch 'origin/main'\n",
    );
    await exchange(ours, "push");
    expect(ours.git("fsck", "--strict", "--no-dangling")).toBe("");
  });

  it("leaves conflicts as git does, and finishes the merge", async () => {
    await cloneTheirs();
    theirs.write("a.txt", "one\nTHEIRS\nthree\nfour\nfive\n");
    theirs.write("new.txt", "n\n");
    await theirs.commitAll("Theirs");
    await exchange(theirs, "push");
    ours.write("a.txt", "one\nOURS\nthree\nfour\nfive\n");
    await ours.commitAll("Ours");
    expect(await exchange(ours, "pull")).toEqual({ merged: { kind: "conflicts", count: 1 } });
    expect(ours.status()).toEqual(["UU a.txt", "A  new.txt"]);
    expect(ours.read("a.txt")).toBe(
      "one\n<<<<<<< HEAD\nOURS\n=======\nTHEIRS\n>>>>>>> origin/main\nthree\nfour\nfive\n",
    );
    await expect(ours.call("resolve", { path: "a.txt", how: "done" })).rejects.toThrow(
      "a.txt still holds conflict markers.",
    );
    ours.write("a.txt", "one\nboth\nthree\nfour\nfive\n");
    await ours.call("resolve", { path: "a.txt", how: "done" });
    await ours.commitAll("Merge");
    expect(ours.git("log", "-1", "--format=%P").trim().split(" ")).toHaveLength(2);
    expect(ours.status()).toEqual([]);
  });

  it("goes back to before a merge, and keeps what was resolved already", async () => {
    await cloneTheirs();
    theirs.write("a.txt", "theirs\n");
    await theirs.commitAll("Theirs");
    await exchange(theirs, "push");
    ours.write("a.txt", "ours\n");
    await ours.commitAll("Ours");
    await exchange(ours, "pull");
    ours.write("a.txt", "half resolved\n");
    await ours.call("abortMerge", null);
    expect([ours.read("a.txt"), ours.status()]).toEqual(["ours\n", []]);
    const [kept] = await ours.call("kept", null);
    await ours.call("restoreKept", { id: kept?.id ?? "" });
    expect(ours.read("a.txt")).toBe("half resolved\n");
  });

  it("says that a token is needed, without one and with a wrong one, and tells no secret", async () => {
    for (const token of [null, "wrong-token-value"]) {
      const failed = await exchange(ours, "push", token).catch((error: unknown) => error);
      expect(failed).toMatchObject({
        problem: {
          code: "account-refused",
          message: "The remote asks for a token that may do this.",
        },
      });
      expect(JSON.stringify(failed)).not.toContain("wrong-token-value");
    }
  });

  it("says that there is no network, and no repository", async () => {
    await ours.call("setRemote", { url: "http://127.0.0.1:9/app.git" });
    await expect(exchange(ours, "fetch")).rejects.toMatchObject({ problem: { code: "offline" } });
    await ours.call("setRemote", { url: `${new URL(url).origin}/nothing.git` });
    await expect(exchange(ours, "fetch")).rejects.toMatchObject({
      problem: { code: "not-found" },
    });
  });

  it("stops when the person does, with nothing changed", async () => {
    server.isSilent = true;
    const stop = new AbortController();
    const input = { kind: "push", token: TOKEN, trusted, author: ANN } as const;
    const pushing = ours.call("exchange", input, stop.signal);
    setTimeout(() => stop.abort(), 200);
    await expect(pushing).rejects.toMatchObject({ problem: { code: "cancelled" } });
    server.isSilent = false;
    await exchange(ours, "push");
  });
});

it("sends no token over http to another machine", async () => {
  await ours.call("setRemote", { url: "http://git.example.org/app.git" });
  const input = { kind: "push", token: TOKEN, trusted: false, author: ANN } as const;
  await expect(ours.call("exchange", input)).rejects.toThrow("A token is not sent over http");
});
