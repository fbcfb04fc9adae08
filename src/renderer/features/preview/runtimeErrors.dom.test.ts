// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test } from "vitest";
import { fakePreview } from "../../../../tools/test/studioFake.ts";
import type { PageFailure } from "../../../common/apps/pageCapture.ts";
import { usePreviewState } from "../../client/facts.ts";
import { followRuntimeErrors, useRuntimeErrors } from "./runtimeErrors.ts";

const failure = (message: string, at: number): PageFailure => ({
  kind: "error",
  name: "Error",
  message,
  stack: [],
  at,
});

const shown = (): string[] => useRuntimeErrors.getState().failures.map(({ message }) => message);

let stop: () => void;

beforeEach(() => {
  stop = followRuntimeErrors();
});

afterEach(() => stop());

test("a save that was painted takes away what was thrown before it, and only that", () => {
  useRuntimeErrors.setState({ failures: [failure("torn", 1000), failure("new", 2100)] });
  const save = { saveId: "1", path: "a.ts", startedAt: 2000, written: 1, transformed: 2 };
  const saved = (painted: number | null): void =>
    usePreviewState.setState({
      value: fakePreview({ saves: [{ ...save, pushed: 3, painted }] }),
    });
  saved(null);
  expect(shown()).toEqual(["torn", "new"]);
  saved(80);
  expect(shown()).toEqual(["new"]);
});
