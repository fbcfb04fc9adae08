import { expect, test } from "vitest";
import { REDACTED, Redaction } from "./redactSecrets.ts";

const redaction = new Redaction(["ORDERS_DSN"]);

test("headers that carry credentials lose their values, others keep them", () => {
  expect(
    redaction.headers([
      ["Authorization", "Bearer abcdefghijkl"],
      ["cookie", "sid=1"],
      ["Set-Cookie", "sid=1; Path=/"],
      ["X-Stripe-Secret", "x"],
      ["content-type", "application/json"],
      ["etag", '"1f"'],
    ]),
  ).toEqual([
    ["Authorization", REDACTED],
    ["cookie", REDACTED],
    ["Set-Cookie", REDACTED],
    ["X-Stripe-Secret", REDACTED],
    ["content-type", "application/json"],
    ["etag", '"1f"'],
  ]);
});

test("members of a JSON body are known by name, by form, and by the app's own secrets", () => {
  const body = JSON.stringify({
    user: { email: "ada@example.com", password: "hunter2", authorId: 4 },
    orders_dsn: "postgres://x",
    note: "use sk-ant-api03-abcdefghijklmnop please",
    tokens: 12,
  });
  expect(JSON.parse(redaction.body(body))).toEqual({
    user: { email: "ada@example.com", password: REDACTED, authorId: 4 },
    orders_dsn: REDACTED,
    note: `use ${REDACTED} please`,
    tokens: 12,
  });
});

test("forms and addresses lose the values of telling names", () => {
  expect(redaction.body("name=Ada&client_secret=abc")).toBe(`name=Ada&client_secret=${REDACTED}`);
  expect(redaction.url("https://a.test/x?q=1&access_token=abc#top")).toBe(
    `https://a.test/x?q=1&access_token=${REDACTED}#top`,
  );
  expect(redaction.url("/local?q=1")).toBe("/local?q=1");
});

test("a JSON Web Token and a key are found in the middle of a text", () => {
  const jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.sflKxwRJSMeKKF2QT4";
  expect(redaction.text(`got ${jwt}, and ghp_0123456789abcdefghijkl.`)).toBe(
    `got ${REDACTED}, and ${REDACTED}.`,
  );
  expect(redaction.text("task-force, sky-high and monkey_business")).toBe(
    "task-force, sky-high and monkey_business",
  );
});
