import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { query } from "./rpc.ts";
import { expect, type Studio, test } from "./studio.ts";

/** A page that is not ours, where a preview would be. */
async function servePreview(body: string): Promise<{ url: string; server: Server }> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "text/html" }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://preview-jwbqqn.localhost:${port}/`, server };
}

async function framePreview(studio: Studio, url: string): Promise<void> {
  await studio.page.evaluate((src) => {
    const frame = document.createElement("iframe");
    frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-popups");
    frame.src = src;
    document.body.append(frame);
  }, url);
}

test("the page reaches the host, also after a reload", async ({ studio }) => {
  const shell = studio.launcher === "headless" ? "browser" : "electron";
  expect(await query(studio.page, "studio.info")).toMatchObject({ shell });
  await studio.page.reload();
  expect(await query(studio.page, "studio.info")).toMatchObject({ shell });
});

test("the page has neither Node nor Electron", async ({ studio }) => {
  const kinds = await studio.page.evaluate(() =>
    ["process", "require", "module", "Buffer", "electron", "ipcRenderer"].map(
      (name) => typeof Reflect.get(globalThis, name),
    ),
  );
  expect(kinds).toEqual(Array.from({ length: 6 }, () => "undefined"));
});

test("the preload gives the page one pipe and nothing else", async ({ studio }) => {
  test.skip(studio.launcher === "headless", "a browser tab has no preload");
  const api = await studio.page.evaluate(() => {
    const pipe: object = Reflect.get(globalThis, "studioPipe");
    return { keys: Object.keys(pipe), isFrozen: Object.isFrozen(pipe) };
  });
  expect(api).toEqual({ keys: ["open"], isFrozen: true });
});

test("injected script, eval and foreign connections are blocked", async ({ studio }) => {
  const { url, server } = await servePreview("ok");
  const results = await studio.page.evaluate(async (foreign) => {
    const script = document.createElement("script");
    script.textContent = "globalThis.injected = true";
    document.head.append(script);
    // In a timer: the devtools protocol lets what it evaluates itself use eval.
    const evaluated = await new Promise((resolve) => {
      setTimeout(() => {
        try {
          // oxlint-disable-next-line no-eval -- what an attacker would do
          resolve(globalThis.eval("1 + 1") === 2);
        } catch {
          resolve(false);
        }
      });
    });
    const fetched = await fetch(foreign, { mode: "no-cors" }).then(
      () => true,
      () => false,
    );
    return { injected: Reflect.has(globalThis, "injected"), evaluated, fetched };
  }, url);
  server.close();
  expect(results).toEqual({ injected: false, evaluated: false, fetched: false });
});

test("a preview's frame runs, keeps its storage and cannot reach the page", async ({ studio }) => {
  const { url, server } = await servePreview(`<p></p><script>
    localStorage.setItem("count", "1");
    let reached = false;
    try { reached = parent.document.title !== undefined } catch {}
    document.title = JSON.stringify({ count: localStorage.getItem("count"), reached, pipe: typeof window.studioPipe });
    document.body.textContent = document.title;
  </script>`);
  await framePreview(studio, url);
  const frame = studio.page.frameLocator(`iframe[src="${url}"]`);
  await expect(frame.locator("body")).toHaveText(
    JSON.stringify({ count: "1", reached: false, pipe: "undefined" }),
  );
  server.close();
});

test("a frame of any other site stays empty", async ({ studio }) => {
  const { url, server } = await servePreview("<p>elsewhere</p>");
  const elsewhere = url.replace("preview-jwbqqn.localhost", "127.0.0.1");
  await framePreview(studio, elsewhere);
  await studio.page.waitForTimeout(500);
  const bodies = await Promise.all(
    studio.page.frames().map((frame) => frame.evaluate(() => document.body.textContent)),
  );
  expect(bodies).not.toContain("elsewhere");
  server.close();
});

test("the page cannot be led away", async ({ studio }) => {
  test.skip(studio.launcher === "headless", "a browser tab has an address bar");
  const before = studio.page.url();
  const { url, server } = await servePreview("elsewhere");
  await studio.page.evaluate((target) => location.assign(target), url);
  await studio.page.waitForTimeout(500);
  expect(studio.page.url()).toBe(before);
  expect(await query(studio.page, "studio.info")).toMatchObject({ shell: "electron" });
  server.close();
});

test("a host that dies is started again and the page finds it", async ({ studio }) => {
  const before = await studio.hostPid();
  await studio.kill();
  await expect(async () => {
    expect(await studio.hostPid()).not.toBe(before);
    expect(await query(studio.page, "studio.info")).toMatchObject({ version: expect.any(String) });
  }).toPass();
});

test("quitting and opening again leaves no host behind", async ({ studio }) => {
  const before = await studio.hostPid();
  await studio.restart();
  expect(() => process.kill(before, 0)).toThrow("ESRCH");
  expect(await query(studio.page, "studio.info")).toMatchObject({ version: expect.any(String) });
});

test.describe("the desktop shell", () => {
  test.beforeEach(({ studio }) => {
    test.skip(studio.launcher !== "fake-electron", "asks the fake what the shell did");
  });

  test("is sandboxed and has its scheme before it is ready", async ({ studio }) => {
    expect(studio.fake.facts).toContainEqual({ kind: "ready", sandboxed: true, schemes: ["app"] });
    expect(studio.fake.windows.map(({ options }) => options.webPreferences)).toEqual([
      {
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        spellcheck: false,
      },
    ]);
  });

  test("has a menu of the system's roles", async ({ studio }) => {
    const menu = studio.fake.facts.find(({ kind }) => kind === "menu");
    expect(menu).toMatchObject({
      roles: expect.arrayContaining(["fileMenu", "editMenu", "viewMenu", "windowMenu"]),
    });
  });

  test("grants its own page the loopback network and nobody anything else", async ({ studio }) => {
    const ask = (permission: string, url: string, partition: string | null = null) =>
      studio.fake.permission({ partition, permission, url, isMainFrame: true });
    const granted = { checked: true, requested: true };
    const denied = { checked: false, requested: false };
    expect(await ask("loopback-network", "app://ide/")).toEqual(granted);
    expect(await ask("media", "app://ide/")).toEqual(denied);
    expect(await ask("geolocation", "http://preview-a.localhost:8787/")).toEqual(denied);
    expect(await ask("loopback-network", "http://preview-a.localhost:8787/")).toEqual(denied);
  });

  test("hands links to the system's browser and opens no window of them", async ({ studio }) => {
    await studio.page.evaluate(() => void window.open("https://example.com/docs"));
    await expect(async () => {
      expect(studio.fake.facts).toContainEqual({
        kind: "external",
        url: "https://example.com/docs",
      });
    }).toPass();
    expect(studio.fake.windows).toHaveLength(1);
  });

  test("opens neither files nor programs", async ({ studio }) => {
    for (const url of ["file:///etc/passwd", "vscode://x", "http://example.com/"]) {
      await studio.page.evaluate((target) => void window.open(target), url);
    }
    await studio.page.waitForTimeout(300);
    expect(studio.fake.facts.filter(({ kind }) => kind === "external")).toEqual([]);
    expect(studio.fake.windows).toHaveLength(1);
  });

  test("pops a preview out into a window of its own session", async ({ studio }) => {
    const { url, server } = await servePreview("<p>popped out</p>");
    await studio.page.evaluate((target) => void window.open(target), url);
    await expect(async () => expect(studio.fake.windows).toHaveLength(2)).toPass();
    const [, popped] = studio.fake.windows;
    await expect(popped!.page.locator("p")).toHaveText("popped out");
    expect(popped!.options).toEqual({
      partition: "persist:preview-jwbqqn",
      preload: null,
      webPreferences: {
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
      },
    });
    const ask = { permission: "media", url, isMainFrame: true };
    const partition = "persist:preview-jwbqqn";
    expect(await studio.fake.permission({ ...ask, partition })).toEqual({
      checked: false,
      requested: false,
    });
    server.close();
  });

  test("opens no pipe for a frame, even one that was taken over", async ({ studio }) => {
    const { url, server } = await servePreview("<p>framed</p>");
    await framePreview(studio, url);
    const framed = studio.page.frameLocator(`iframe[src="${url}"]`).locator("p");
    const answer = await framed.evaluate(async () => {
      const wire: (kind: string, name: string, args: unknown[]) => Promise<unknown> = Reflect.get(
        globalThis,
        "fakeIpcOut",
      );
      return await wire("invoke", "pipe:open", []).then(
        () => "opened",
        (error: unknown) => String(error),
      );
    });
    expect(answer).toContain("Only Studio's own page may open a pipe");
    server.close();
  });
});
