import { expect, test } from "vitest";
import { isIdeFrame, isWebAddress, mayNavigate, mayUse, previewPartition } from "./pageRules.ts";

const IDE = "app://ide/";
const PREVIEW = "http://preview-jwbqqn.localhost:8787/";

test.each([
  [IDE, "app://ide/index.html", true, true],
  [IDE, "https://example.com/", true, false],
  [IDE, PREVIEW, true, false],
  [IDE, "app://other/", true, false],
  [IDE, "file:///etc/passwd", true, false],
  [IDE, PREVIEW, false, true],
  [IDE, "http://preview-jwbqqn.localhost.evil.example/", false, false],
  [IDE, "https://preview-jwbqqn.localhost/", false, false],
  [IDE, IDE, false, false],
  [IDE, "javascript:alert(1)", false, false],
  [PREVIEW, "http://other.localhost:8787/", true, true],
  [PREVIEW, "https://example.com/", true, false],
  [PREVIEW, IDE, true, false],
])("from %s to %s (main frame: %s) is %s", (from, to, isMainFrame, allowed) => {
  expect(mayNavigate({ from, to, isMainFrame }, null)).toBe(allowed);
});

test("frames may show previews of the linked account's domain, and of no other", () => {
  const to = [
    "https://preview-jwbqqn.apps.example.com/",
    "http://preview-jwbqqn.apps.example.com/",
    "https://apps.example.com/",
    "https://preview-jwbqqn.apps.example.com.evil.example/",
  ];
  const allowed = (linked: string | null): boolean[] =>
    to.map((address) => mayNavigate({ from: IDE, to: address, isMainFrame: false }, linked));
  expect([allowed("apps.example.com"), allowed(null)]).toEqual([
    [true, false, false, false],
    [false, false, false, false],
  ]);
});

test.each([
  ["https://example.com/docs", true],
  [PREVIEW, true],
  ["http://example.com/", false],
  ["http://localhost:3000/", false],
  ["file:///usr/bin/true", false],
  ["vscode://open", false],
  ["not an address", false],
])("%s may be opened outside: %s", (address, allowed) => {
  expect(isWebAddress(address)).toBe(allowed);
});

test.each([
  ["loopback-network", IDE, true],
  ["clipboard-sanitized-write", IDE, true],
  ["loopback-network", PREVIEW, false],
  ["media", IDE, false],
  ["geolocation", IDE, false],
  ["clipboard-read", IDE, false],
])("%s for %s is granted: %s", (permission, address, granted) => {
  expect(mayUse(permission, address)).toBe(granted);
});

test("only the page itself may speak, not a frame in it", () => {
  const page = { url: IDE, parent: null };
  const answers = [page, { url: IDE, parent: page }, { url: PREVIEW, parent: null }, null];
  expect(answers.map(isIdeFrame)).toEqual([true, false, false, false]);
});

test("each preview has storage of its own", () => {
  expect(previewPartition(PREVIEW)).toBe("persist:preview-jwbqqn");
});
