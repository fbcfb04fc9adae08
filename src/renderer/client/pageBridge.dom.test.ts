// @vitest-environment happy-dom
import { expect, test } from "vitest";
import { BRIDGE_RATE, MAX_BRIDGE_MESSAGE, type PageMessage } from "../../common/apps/bridge.ts";
import { eventually } from "../../../tools/test/eventually.ts";
import { PageBridge } from "./pageBridge.ts";

const ORIGIN = "http://preview-abc.localhost:4100";

/** A frame whose page keeps the ports it is handed. */
function frame() {
  const element = document.createElement("iframe");
  const ports: MessagePort[] = [];
  const page = {
    postMessage: (_hello: unknown, origin: string, [port]: MessagePort[]) => {
      if (origin === ORIGIN && port !== undefined) ports.push(port);
    },
  };
  Object.defineProperty(element, "contentWindow", { value: page });
  const say = (from: { source?: unknown; origin?: string; data?: unknown } = {}): void => {
    const event = new Event("message");
    const data = { type: "studio:agent" };
    window.dispatchEvent(Object.assign(event, { source: page, origin: ORIGIN, data, ...from }));
  };
  return { element, ports, say };
}

const READY: PageMessage = { type: "ready", path: "/", title: "Shop" };

test("only the frame's own window and origin get a port", () => {
  const { element, ports, say } = frame();
  using bridge = new PageBridge(element, { origin: ORIGIN });
  say({ source: window });
  say({ origin: "http://evil.example" });
  say({ data: { type: "studio:page" } });
  expect(ports).toHaveLength(0);
  say();
  expect([ports.length, bridge.facts.getState().state.kind]).toEqual([1, "connecting"]);
});

test("what is too large, malformed or too much is dropped and counted, the rest arrives", async () => {
  const { element, ports, say } = frame();
  using bridge = new PageBridge(element, { origin: ORIGIN });
  const paths: string[] = [];
  bridge.subscribe("place", ({ path }) => paths.push(path));
  say();
  const [port] = ports;
  for (const text of [
    JSON.stringify(READY),
    "not json",
    JSON.stringify({ type: "place", path: 7 }),
    `"${"x".repeat(MAX_BRIDGE_MESSAGE)}"`,
    JSON.stringify({ type: "place", path: "/cart", x: 0, y: 0 }),
  ]) {
    port?.postMessage(text);
  }
  await eventually(() => expect(paths).toEqual(["/cart"]));
  expect(bridge.facts.getState()).toMatchObject({
    state: { kind: "connected" },
    document: 1,
    dropped: 3,
  });
  const flood = BRIDGE_RATE.burst + 1000;
  for (let i = 0; i < flood; i += 1) {
    port?.postMessage(JSON.stringify({ type: "place", path: "/flood", x: i, y: 0 }));
  }
  await eventually(() => expect(bridge.facts.getState().dropped).toBeGreaterThan(100));
  expect(paths.length).toBeLessThan(flood);
});

test("an answer is parsed as what was asked for; another document leaves questions without one", async () => {
  const { element, ports, say } = frame();
  using bridge = new PageBridge(element, { origin: ORIGIN });
  expect(await bridge.ask({ ask: "children", of: null })).toEqual({
    ok: false,
    error: { kind: "gone" },
  });
  say();
  ports[0]?.postMessage(JSON.stringify(READY));
  const lied = bridge.ask({ ask: "children", of: null });
  ports[0]?.postMessage(JSON.stringify({ type: "answer", id: 1, value: "no list", failure: null }));
  expect(await lied).toMatchObject({ ok: false, error: { kind: "failed" } });
  const left = bridge.ask({ ask: "children", of: null });
  say();
  expect(await left).toEqual({ ok: false, error: { kind: "gone" } });
});
