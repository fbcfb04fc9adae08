import { createServer, type RequestListener } from "node:http";
import { expect, test } from "vitest";
import { AppId } from "../../../../common/apps/appId.ts";
import type { ToolContext } from "../tool.ts";
import { pageText } from "./pageText.ts";
import { isPublicAddress } from "./publicAddress.ts";
import type { PageReader } from "./readPage.ts";
import { webFetchTool } from "./webFetchTool.ts";

const APP = AppId.parse("jwbqqn");
const SECRET = "sk-live-0123456789";

async function site(answer: RequestListener): Promise<AsyncDisposable & { port: number }> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Names of the test lead to the test's own server, as names of the web do to theirs. */
const open: PageReader = {
  hosts: ["docs.test", "*.wide.test"],
  resolve: () => Promise.resolve(["127.0.0.1"]),
  isAllowedAddress: () => true,
};

function fetching(url: string, reader: PageReader = open) {
  const tool = webFetchTool({
    reader: () => reader,
    holdsSecret: (_app, text) => text.includes(SECRET),
  });
  const context = {
    appId: APP,
    signal: new AbortController().signal,
    progress: () => undefined,
  } as unknown as ToolContext;
  return tool.execute({ url }, context).then(({ output }) => output);
}

test("a page of an allowed host is read as its words", async () => {
  await using server = await site((_request, response) => {
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(
      "<html><head><title>Guide &amp; more</title><script>steal()</script></head><body><h1>Begin</h1><p>One&nbsp;word, &#8220;quoted&#8221;.</p><!-- hidden --></body></html>",
    );
  });
  const url = `http://docs.test:${server.port}/guide`;
  expect(await fetching(url)).toEqual({
    url,
    status: 200,
    title: "Guide & more",
    text: "Begin\n\nOne word, “quoted”.",
    cut: false,
  });
});

test.each([
  ["another host", "http://evil.test/", "is not among the hosts"],
  ["a host that only ends alike", "http://notwide.test/", "is not among the hosts"],
  ["the parent of a wildcard", "http://wide.test/", "is not among the hosts"],
  ["a name and password", "http://me:pw@docs.test/", "name or password"],
  ["the value of a secret", `http://docs.test/?q=${SECRET}`, "value of a secret"],
  ["an escaped secret", `http://docs.test/?q=sk%2Dlive-0123456789`, "value of a secret"],
])("%s is refused before anything is sent", async (_, url, message) => {
  await expect(fetching(url)).rejects.toMatchObject({
    problem: { code: "no-permission", message: expect.stringContaining(message) },
  });
});

test("a name that leads into the own network is refused, and so is a redirection there", async () => {
  const asked: string[] = [];
  await using server = await site((request, response) => {
    asked.push(request.headers.host ?? "");
    response.writeHead(302, { location: "http://169.254.169.254/latest/meta-data" }).end();
  });
  const home = { ...open, hosts: ["docs.test", "169.254.169.254"] };
  const strict = { ...home, isAllowedAddress: isPublicAddress };
  await expect(fetching(`http://docs.test:${server.port}/`, strict)).rejects.toMatchObject({
    problem: { message: "docs.test is an address of this computer or its network." },
  });
  expect(asked).toEqual([]);
  const redirected = { ...home, isAllowedAddress: (ip: string) => ip === "127.0.0.1" };
  await expect(fetching(`http://docs.test:${server.port}/`, redirected)).rejects.toMatchObject({
    problem: { message: "169.254.169.254 is an address of this computer or its network." },
  });
  expect(asked).toEqual([`docs.test:${server.port}`]);
});

test("what is no text is not read, and what is too long is cut", async () => {
  await using server = await site((request, response) => {
    const isPicture = request.url === "/picture";
    response.setHeader("content-type", isPicture ? "image/png" : "text/plain");
    response.end("x".repeat(2_000_000));
  });
  await expect(fetching(`http://docs.test:${server.port}/picture`)).rejects.toMatchObject({
    problem: { code: "not-text" },
  });
  const long = await fetching(`http://docs.test:${server.port}/long`);
  expect([long.text.length, long.cut]).toEqual([40_000, true]);
});

test.each([
  ["1.1.1.1", true],
  ["10.1.2.3", false],
  ["172.31.255.255", false],
  ["172.32.0.1", true],
  ["192.168.1.1", false],
  ["100.64.0.1", false],
  ["127.0.0.1", false],
  ["0.0.0.0", false],
  ["2606:4700::1111", true],
  ["::1", false],
  ["fe80::1", false],
  ["fd00::1", false],
  ["::ffff:10.0.0.1", false],
  ["64:ff9b::a00:1", false],
  ["2002:a00:1::", false],
])("%s is of the internet: %s", (address, expected) => {
  expect(isPublicAddress(address)).toBe(expected);
});

test("words keep their order, without what only a browser reads", () => {
  expect(pageText("<ul><li>one<li>two</ul><style>p{}</style><p onclick='x()'>three</p>")).toBe(
    "one\ntwo\n\nthree",
  );
});
