import { expect, test } from "vitest";
import { Pages } from "./pages.ts";

function counting(size = 10) {
  const asked: number[] = [];
  const pages = new Pages<string>(size, async (page) => {
    asked.push(page);
    return Array.from({ length: size }, (_, at) => `${page * size + at}`);
  });
  return { asked, pages };
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

test("loads each page once, when it comes into sight", async () => {
  const { asked, pages } = counting();
  pages.show(8, 12);
  pages.show(9, 13);
  expect(pages.itemAt(8)).toBeUndefined();
  await settled();
  expect([asked, pages.itemAt(8), pages.itemAt(11), pages.itemAt(25)]).toEqual([
    [0, 1],
    "8",
    "11",
    undefined,
  ]);
});

test("keeps what was seen last, however far it is scrolled", async () => {
  const { asked, pages } = counting();
  for (let page = 0; page < 1_000; page++) {
    pages.show(page * 10, page * 10 + 10);
    await settled();
  }
  pages.show(9_980, 9_990);
  expect(asked).toHaveLength(1_000);
  pages.show(0, 10);
  expect(asked.at(-1)).toBe(0);
});

test("says why a page is not here, and asks again for it", async () => {
  let fails = true;
  const pages = new Pages<string>(1, async () => {
    if (fails) throw new Error("gone");
    return ["here"];
  });
  pages.show(0, 1);
  await settled();
  expect(pages.problem?.message).toBe("gone");
  fails = false;
  pages.show(0, 1);
  await settled();
  expect(pages.itemAt(0)).toBe("here");
});

test("takes nothing that comes after it was stopped", async () => {
  const { pages } = counting();
  pages.show(0, 1);
  pages.stop();
  await settled();
  expect([pages.itemAt(0), pages.revision]).toEqual([undefined, 0]);
});
