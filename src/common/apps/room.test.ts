import { expect, test } from "vitest";
import { type Commit, decodeCommit, encodeCommit } from "./room.ts";

const commit: Commit = {
  id: 7,
  epoch: 2,
  blobs: [
    {
      hash: "aa",
      contentType: "text/javascript",
      imports: [[8, 20]],
      body: new Uint8Array([1, 2, 3]),
    },
    { hash: "bb", contentType: "image/png", imports: [], body: null },
    { hash: "cc", contentType: "text/plain", imports: [], body: new Uint8Array() },
  ],
  set: [["/src/päth #1.ts", "aa", 12]],
  remove: ["/gone.ts"],
  payloads: [{ type: "update", updates: [] }],
  answers: ["/src/a.ts"],
  complete: true,
};

test("a commit survives the wire", () => {
  expect(decodeCommit(encodeCommit(commit))).toEqual(commit);
});

test("a frame that was cut is refused wherever the cut is", () => {
  const frame = encodeCommit(commit);
  for (let length = 0; length < frame.byteLength; length++) {
    expect(() => decodeCommit(frame.subarray(0, length))).toThrow(
      /cut|JSON|bounds|Unexpected|Unterminated/,
    );
  }
});
