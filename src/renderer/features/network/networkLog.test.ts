import { expect, test } from "vitest";
import type { NetworkEvent } from "../../../common/apps/pageCapture.ts";
import { REDACTED, Redaction } from "../../client/redactSecrets.ts";
import { curlOf } from "./curl.ts";
import { harOf } from "./har.ts";
import { EMPTY_NETWORK, type NetworkLog, withEvent } from "./networkLog.ts";
import { nameOf, shownRows, typeOf } from "./networkRow.ts";

const redaction = new Redaction();

const POST: readonly NetworkEvent[] = [
  {
    step: "sent",
    id: "1",
    via: "fetch",
    method: "POST",
    url: "http://app.test/api/orders?access_token=abc",
    headers: [
      ["content-type", "application/json"],
      ["Authorization", "Bearer abcdefghijk"],
    ],
    body: { text: '{"boat":"Ebba","password":"x"}', size: 30, cut: false, reason: null },
    stack: [],
    at: 1000,
  },
  {
    step: "answered",
    id: "1",
    status: 201,
    statusText: "Created",
    headers: [
      ["content-type", "application/json; charset=utf-8"],
      ["set-cookie", "sid=1"],
    ],
    url: "http://app.test/api/orders?access_token=abc",
    at: 1040,
  },
  {
    step: "done",
    id: "1",
    body: { text: '{"id":7}', size: 8, cut: false, reason: null },
    failure: null,
    transferred: 220,
    timing: null,
    at: 1050,
  },
];

function logOf(events: readonly NetworkEvent[], document = 1): NetworkLog {
  return events.reduce(
    (log, event) => withEvent(log, event, { document, redaction }),
    EMPTY_NETWORK,
  );
}

test("a request is one row from its sending to its end, without its secrets", () => {
  const [row] = logOf(POST).rows;
  expect(row).toMatchObject({
    url: `http://app.test/api/orders?access_token=${REDACTED}`,
    state: "done",
    status: 201,
    ms: 50,
    size: 8,
    requestHeaders: [
      ["content-type", "application/json"],
      ["Authorization", REDACTED],
    ],
    responseHeaders: [
      ["content-type", "application/json; charset=utf-8"],
      ["set-cookie", REDACTED],
    ],
    requestBody: { text: `{"boat":"Ebba","password":"${REDACTED}"}` },
  });
  if (row === undefined) throw new Error("no row");
  expect([nameOf(row), typeOf(row)]).toEqual([`orders?access_token=${REDACTED}`, "json"]);
});

test("what is sent again is what the page had sent", () => {
  const log = logOf(POST);
  expect([...log.sent.values()]).toMatchObject([
    { url: "http://app.test/api/orders?access_token=abc" },
  ]);
});

test("another document's request of the same number is another row", () => {
  const [sent] = POST;
  if (sent === undefined) throw new Error("no event");
  const log = withEvent(logOf(POST), sent, { document: 2, redaction });
  expect(log.rows.map(({ key, state }) => [key, state])).toEqual([
    ["1:1", "done"],
    ["2:1", "pending"],
  ]);
});

test("bodies are searched, kinds are told apart", () => {
  const { rows } = logOf(POST);
  expect(shownRows(rows, { kind: "all", words: "ebba" })).toHaveLength(1);
  expect(shownRows(rows, { kind: "socket", words: "" })).toEqual([]);
});

test("a command line quotes what the page chose, and takes no option from it", () => {
  const [row] = logOf(POST).rows;
  if (row === undefined) throw new Error("no row");
  const hostile = { ...row, url: "-o/tmp/x'; rm", requestHeaders: [], requestBody: null };
  expect(curlOf(hostile)).toBe(`curl --url '-o/tmp/x'\\''; rm' \\\n  -X 'POST'`);
});

test("a HAR file holds the request and no secret", () => {
  const har = harOf(logOf(POST).rows, { version: "0.1.0" });
  const { log } = JSON.parse(har);
  expect(log.entries[0]).toMatchObject({
    time: 50,
    request: { method: "POST", postData: { mimeType: "application/json" } },
    response: { status: 201, content: { size: 8, text: '{"id":7}' } },
  });
  expect(har).not.toContain("abcdefghijk");
});
