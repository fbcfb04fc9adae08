import { afterAll, beforeAll, expect, test } from "vitest";
import { type PreviewRooms, startPreviewRooms } from "../../../tools/test/previewRooms.ts";

let rooms: PreviewRooms;

beforeAll(async () => {
  rooms = await startPreviewRooms({
    scripts: {
      "echoes-api": `return Response.json(Object.fromEntries(request.headers));`,
      "signin-api": `
        const headers = new Headers({ location: "/home" });
        headers.append("set-cookie", "sid=a=b; Path=/; HttpOnly; SameSite=Lax; Max-Age=60");
        headers.append("set-cookie", "theme=dark; secure");
        return new Response(null, { status: 302, headers });`,
      "throws-api": `throw new Error("boom");`,
      "stopped-api": `throw new Error("Worker exceeded resource limits.");`,
      "looped-api": `return new Response("error code: 1102 (stopped)", { status: 503 });`,
      "closed-api": `return new Response("We are closed", { status: 503 });`,
    },
  });
});

afterAll(() => rooms[Symbol.asyncDispose]());

test("the app's own worker answers below /api and nothing else does", async () => {
  const body = (await rooms.request("echoes", "/api/items?x=1")).text;
  expect(JSON.parse(body)).toMatchObject({ host: rooms.host("echoes") });
  expect((await rooms.request("echoes", "/apiary")).status).toBe(404);
});

test("nobody can speak for the platform to an app's worker", async () => {
  const headers = { "x-studio-app": "victim", "x-edge-script": "preview/victim", "x-mine": "kept" };
  const { text } = await rooms.request("echoes", "/api/", { headers });
  const seen = JSON.parse(text);
  expect(seen).toMatchObject({ "x-mine": "kept" });
  expect(Object.keys(seen).filter((name) => /^x-(studio|edge)-/.test(name))).toEqual([]);
});

test("cookies work within Studio's frame", async () => {
  const { status, headers } = await rooms.request("signin", "/api/login", { method: "POST" });
  expect([status, headers.location]).toEqual([302, "/home"]);
  expect(headers["set-cookie"]).toEqual([
    "sid=a=b; Path=/; HttpOnly; Max-Age=60; Secure; SameSite=None; Partitioned",
    "theme=dark; Secure; SameSite=None; Partitioned",
  ]);
});

test("a worker that is not there, fails or was stopped is told as JSON", async () => {
  const answer = async (app: string) => {
    const { status, text, headers } = await rooms.request(app, "/api/x");
    expect(headers["content-type"]).toBe("application/json");
    return [status, JSON.parse(text).error.code];
  };
  expect(await answer("absent")).toEqual([404, "no-api-worker"]);
  expect(await answer("throws")).toEqual([503, "api-failed"]);
  expect(await answer("looped")).toEqual([503, "api-stopped"]);
  expect(await answer("stopped")).toEqual([503, "api-stopped"]);
});

test("an app's own 503 is its own", async () => {
  const { status, text } = await rooms.request("closed", "/api/x");
  expect([status, text]).toEqual([503, "We are closed"]);
});
