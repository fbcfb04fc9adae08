import { expect, it } from "vitest";
import { SettingsChange } from "./settingsChange.ts";

it("leaves settings alone that are not named", () => {
  expect(SettingsChange.parse({ theme: "light", "versions.name": undefined })).toEqual({
    theme: "light",
  });
});

it("refuses a value that makes no sense", () => {
  expect(() => SettingsChange.parse({ theme: "purple" })).toThrow("Invalid option");
});
