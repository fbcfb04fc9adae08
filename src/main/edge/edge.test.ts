import { afterAll, beforeAll, expect, it } from "vitest";
import { TestEdge } from "./testing/testEdge.ts";

let edge: TestEdge;

beforeAll(async () => {
  edge = await TestEdge.start();
  await edge.createNamespace();
});

afterAll(() => edge[Symbol.asyncDispose]());

const saying = (words: string) =>
  `export default { fetch: (request) => new Response(${JSON.stringify(words)} + new URL(request.url).pathname) }`;

it("serves a script as soon as its upload is answered, and its next version likewise", async () => {
  await edge.upload("jwbqqn", saying("one"));
  const first = await edge.visit("preview-jwbqqn.localhost", "/a");
  await edge.upload("jwbqqn", saying("two"));
  const second = await edge.visit("preview-jwbqqn.localhost", "/b");
  expect([first.text, second.text]).toEqual(["one/a", "two/b"]);
});
