// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { studioFake, type StudioFake } from "../../../../tools/test/studioFake.ts";
import { useSettings } from "../../client/facts.ts";
import { DEFAULT_SETTINGS } from "../../client/settings.ts";
import { connectStudio } from "../../client/studio.ts";
import { addCommands } from "../../ui/commands.ts";
import { TooltipProvider } from "../../ui/Tooltip.tsx";
import { Keys } from "./Keys.tsx";

let fake: StudioFake;
let removeCommands: () => void;
const run = (): void => undefined;

beforeEach(() => {
  fake = studioFake();
  connectStudio(fake.link);
  useSettings.setState({ value: DEFAULT_SETTINGS });
  removeCommands = addCommands([
    { id: "save", title: "Save", category: "File", key: "mod+s", run },
    { id: "palette", title: "Show all commands", category: "View", key: "mod+shift+p", run },
    { id: "sync", title: "Sync now", category: "File", run },
  ]);
  render(
    <TooltipProvider>
      <Keys />
    </TooltipProvider>,
  );
});

afterEach(() => {
  cleanup();
  removeCommands();
});

const row = (title: string): HTMLElement => {
  const found = screen.getAllByRole("listitem").find((item) => item.textContent?.includes(title));
  if (found === undefined) throw new Error(`no row ${title}`);
  return found;
};

const record = (title: string, init: KeyboardEventInit): void => {
  fireEvent.click(screen.getByRole("button", { name: `Change the key of ${title}` }));
  const field = screen.getByRole("textbox", { name: `Change the key of ${title}` });
  fireEvent.keyDown(field, init);
  if (init.key !== "Escape") fireEvent.keyDown(field, { key: "Enter", code: "Enter" });
};

test("a command gets the keys that were pressed", async () => {
  record("Sync now", { key: "y", code: "KeyY", ctrlKey: true });
  expect(row("File: Sync now").textContent).toContain("Ctrl+Y");
  await vi.waitFor(() => expect(fake.settings.value.keybindings).toEqual({ sync: "mod+y" }));
});

test("Escape keeps the key there was", () => {
  record("Save", { key: "Escape", code: "Escape" });
  expect(row("Save").textContent).toContain("Ctrl+S");
});

test("a key that two commands have is named on both", () => {
  record("Sync now", { key: "s", code: "KeyS", ctrlKey: true });
  expect(row("File: Sync now").textContent).toContain("Also used by Save");
  expect(row("File: Save").textContent).toContain("Also used by Sync now");
});

test("two presses make a chord, and what begins it is named as a conflict", async () => {
  fireEvent.click(screen.getByRole("button", { name: "Change the key of Sync now" }));
  const field = screen.getByRole("textbox", { name: "Change the key of Sync now" });
  fireEvent.keyDown(field, { key: "s", code: "KeyS", ctrlKey: true });
  fireEvent.keyDown(field, { key: "y", code: "KeyY", ctrlKey: true });
  fireEvent.keyDown(field, { key: "Enter", code: "Enter" });
  await vi.waitFor(() => expect(fake.settings.value.keybindings).toEqual({ sync: "mod+s mod+y" }));
  expect(row("File: Sync now").textContent).toContain("Ctrl+S Ctrl+Y");
  expect(row("File: Save").textContent).toContain("Also used by Sync now");
});

test("pressing keys finds the commands that have them", () => {
  fireEvent.click(screen.getByRole("button", { name: "Search by pressing keys" }));
  const field = screen.getByRole("textbox", { name: "Search by pressing keys" });
  fireEvent.keyDown(field, { key: "P", code: "KeyP", ctrlKey: true, shiftKey: true });
  expect(screen.getAllByRole("listitem")).toHaveLength(1);
  expect(row("Show all commands")).toBeDefined();
});

test("only commands in conflict are shown when asked for", () => {
  record("Sync now", { key: "s", code: "KeyS", ctrlKey: true });
  fireEvent.click(screen.getByRole("radio", { name: "Conflicts" }));
  const shown = screen.getAllByRole("listitem").map((item) => item.textContent?.slice(0, 10));
  expect(shown).toEqual(["File: Save", "File: Sync"]);
});

test("a key can be taken away, and the default brought back", async () => {
  fireEvent.click(screen.getByRole("button", { name: "Remove the key of Save" }));
  expect(within(row("File: Save")).getByText("No key")).toBeDefined();
  fireEvent.click(screen.getByRole("button", { name: "Reset the key of Save" }));
  expect(row("File: Save").textContent).toContain("Ctrl+S");
  await vi.waitFor(() => expect(fake.settings.value.keybindings).toEqual({}));
});

test("the search finds commands by their key too", () => {
  fireEvent.change(screen.getByRole("searchbox"), { target: { value: "shift+p" } });
  expect(screen.getAllByRole("listitem").map((item) => item.textContent)).toHaveLength(1);
  expect(row("Show all commands")).toBeDefined();
});
