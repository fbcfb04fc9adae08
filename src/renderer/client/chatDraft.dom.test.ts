// @vitest-environment happy-dom
import { act, renderHook } from "@testing-library/react";
import { expect, test } from "vitest";
import { offerToChat, takeOffers, useChatTakesOffers } from "./chatDraft.ts";

const offer = { title: "Error: torn", body: "Fix it.", attachments: [] };

test("an offer reaches the chat while it is there, and a button is only shown then", () => {
  const { result } = renderHook(() => useChatTakesOffers());
  expect(result.current).toBe(false);
  const taken: unknown[] = [];
  let stop = (): void => undefined;
  act(() => {
    stop = takeOffers((each) => taken.push(each));
  });
  expect(result.current).toBe(true);
  offerToChat(offer);
  act(() => stop());
  expect(result.current).toBe(false);
  offerToChat(offer);
  expect(taken).toEqual([offer]);
});
