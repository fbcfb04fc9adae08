import { expect, it } from "vitest";
import { parseRepositoryPlace } from "./repositoryUrl.ts";

it.each([
  ["ann/harbor", "https://github.com/ann/harbor.git", null, "harbor"],
  [" https://github.com/ann/harbor ", "https://github.com/ann/harbor.git", null, "harbor"],
  ["https://github.com/ann/h.git", "https://github.com/ann/h.git", null, "h"],
  ["https://www.github.com/ann/h/tree/try/it", "https://github.com/ann/h.git", "try/it", "h"],
  ["https://github.com/ann/h/issues/3", "https://github.com/ann/h.git", null, "h"],
  ["https://git.example.org/a/b.git", "https://git.example.org/a/b.git", null, "b"],
  ["git@github.com:ann/h.git", "git@github.com:ann/h.git", null, "h"],
  ["ssh://git@example.org/ann/h", "ssh://git@example.org/ann/h", null, "h"],
])("understands %s", (typed, url, branch, name) => {
  expect(parseRepositoryPlace(typed)).toEqual({ url, branch, name });
});

it.each([
  "",
  "harbor",
  "ext::sh -c id",
  "file:///etc",
  "--upload-pack=x",
  "git@host:-x",
  "https://",
])("refuses %s", (typed) => expect(parseRepositoryPlace(typed)).toBe(null));
