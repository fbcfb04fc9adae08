import { expect, test } from "vitest";
import { silentLog } from "../../../common/base/log.ts";
import { Settings } from "../../../common/contracts/studio.ts";
import { type SettingRepository, SettingsService } from "./settingsService.ts";

function repository(stored?: string): SettingRepository {
  const values = new Map(stored === undefined ? [] : [["studio", stored]]);
  return { get: (key) => values.get(key), set: (key, value) => void values.set(key, value) };
}

test("starts with the defaults", () => {
  expect(new SettingsService(repository(), silentLog).value).toEqual(Settings.parse({}));
});

test("keeps a change for the next start and tells of it", () => {
  const kept = repository();
  const settings = new SettingsService(kept, silentLog);
  const themes: string[] = [];
  settings.onChange(({ theme }) => themes.push(theme));
  settings.set({ theme: "dark" });
  settings.set({ keybindings: { "files.save": "mod+s" } });
  expect(themes).toEqual(["dark", "dark"]);
  expect(new SettingsService(kept, silentLog).value).toEqual({
    ...Settings.parse({}),
    theme: "dark",
    keybindings: { "files.save": "mod+s" },
  });
});

test("refuses what is no setting, and keeps the old one", () => {
  const settings = new SettingsService(repository('{"theme":"dark"}'), silentLog);
  expect(() => settings.set({ theme: "pink" as "dark" })).toThrow("theme");
  expect(settings.value.theme).toBe("dark");
});

test("drops only the setting that it does not understand", () => {
  const stored = '{"theme":"pink","keybindings":{"files.save":"mod+s"}}';
  expect(new SettingsService(repository(stored), silentLog).value).toEqual({
    ...Settings.parse({}),
    keybindings: { "files.save": "mod+s" },
  });
});
