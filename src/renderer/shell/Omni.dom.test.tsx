// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test } from "vitest";
import { FilePath } from "../../common/apps/filePath.ts";
import { FAKE_APP, studioFake } from "../../../tools/test/studioFake.ts";
import { followAppFiles } from "../client/appFiles.ts";
import { openApp, showWelcome } from "../client/currentApp.ts";
import { setActiveFile, useEditorIntents } from "../client/editorIntents.ts";
import { connectStudio } from "../client/studio.ts";
import { addCommands } from "../ui/commands.ts";
import { Omni } from "./Omni.tsx";
import { closeOmni, openOmni, openPalette, openQuickOpen } from "./omniState.ts";

const CARD = FilePath.parse("src/components/Card.tsx");

let ran: string[] = [];
let removeCommands: () => void;
let unfollow: () => void;

beforeEach(() => {
  ran = [];
  connectStudio(studioFake().link);
  unfollow = followAppFiles();
  removeCommands = addCommands([
    {
      id: "theme",
      title: "Use the light theme",
      category: "View",
      key: "mod+l",
      run: () => void ran.push("theme"),
    },
    { id: "save", title: "Save", category: "File", run: () => void ran.push("save") },
    {
      id: "hidden",
      title: "Use the hidden theme",
      category: "View",
      when: () => false,
      run: () => undefined,
    },
  ]);
});

afterEach(() => {
  removeCommands();
  unfollow();
  closeOmni();
  showWelcome();
  cleanup();
});

const box = (): HTMLElement => screen.getByRole("combobox");
const options = (): string[] => screen.getAllByRole("option").map((row) => row.textContent ?? "");

test("the palette lists what may run, with its key, and finds by letters", async () => {
  render(<Omni />);
  openPalette();
  await waitFor(() => expect(options()).toEqual(["File: Save", "View: Use the light themeCtrl+L"]));
  fireEvent.change(box(), { target: { value: ">ltheme" } });
  await waitFor(() => expect(options()).toEqual(["View: Use the light themeCtrl+L"]));
});

test("Enter runs the chosen command once the focus is back where it was", async () => {
  render(
    <>
      <button type="button">before</button>
      <Omni />
    </>,
  );
  const before = screen.getByRole("button", { name: "before" });
  before.focus();
  openPalette();
  await screen.findByRole("combobox");
  await waitFor(() => expect(document.activeElement).toBe(box()));
  fireEvent.change(box(), { target: { value: ">save" } });
  await waitFor(() => expect(options()).toEqual(["File: Save"]));
  fireEvent.keyDown(box(), { key: "Enter" });
  await waitFor(() => expect(ran).toEqual(["save"]));
  expect(screen.queryByRole("combobox")).toBeNull();
  await waitFor(() => expect(document.activeElement).toBe(before));
});

test("nothing found is said in words", async () => {
  render(<Omni />);
  openPalette();
  await screen.findByRole("combobox");
  fireEvent.change(box(), { target: { value: ">zzz" } });
  expect(await screen.findByText("No command matches “zzz”.")).toBeDefined();
});

test("quick open finds a file of the app and asks the editor for it", async () => {
  await openApp(FAKE_APP);
  render(<Omni />);
  openQuickOpen();
  await screen.findByRole("combobox");
  fireEvent.change(box(), { target: { value: "card" } });
  await waitFor(() => expect(options()).toEqual(["Card.tsxsrc/components"]));
  fireEvent.keyDown(box(), { key: "Enter" });
  await waitFor(() =>
    expect(useEditorIntents.getState().request).toMatchObject({
      path: "src/components/Card.tsx",
      pinned: true,
    }),
  );
});

test("Enter right after a key takes the best match of what is typed by then", async () => {
  await openApp(FAKE_APP);
  render(<Omni />);
  openQuickOpen();
  await waitFor(() => expect(options()).toHaveLength(3));
  fireEvent.change(box(), { target: { value: "pack" } });
  fireEvent.keyDown(box(), { key: "Enter" });
  await waitFor(() =>
    expect(useEditorIntents.getState().request).toMatchObject({ path: "package.json" }),
  );
});

test("a file may be asked for at a line, and the arrow keys choose another", async () => {
  await openApp(FAKE_APP);
  render(<Omni />);
  openQuickOpen();
  await waitFor(() => expect(options()).toHaveLength(3));
  fireEvent.change(box(), { target: { value: "src:12:3" } });
  expect(options()).toEqual(["App.tsxsrcline 12", "Card.tsxsrc/componentsline 12"]);
  fireEvent.keyDown(box(), { key: "ArrowDown" });
  fireEvent.keyDown(box(), { key: "Enter" });
  await waitFor(() =>
    expect(useEditorIntents.getState().request).toMatchObject({
      path: "src/components/Card.tsx",
      line: 12,
      column: 3,
    }),
  );
});

test("a line of the file in front, and why there is none without a file", async () => {
  render(<Omni />);
  openOmni(":");
  expect(await screen.findByText("Open a file first.")).toBeDefined();
  closeOmni();
  setActiveFile(CARD);
  openOmni(":40");
  await waitFor(() => expect(options()).toEqual(["Go to line 40Card.tsx"]));
  fireEvent.keyDown(box(), { key: "Enter" });
  await waitFor(() =>
    expect(useEditorIntents.getState().request).toMatchObject({ path: CARD, line: 40, column: 1 }),
  );
  setActiveFile(null);
});
