import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { _electron } from "@playwright/test";
import { type LaunchInput, root, type RunningStudio, studioEnv } from "./launcher.ts";

/** Why a real Electron cannot be started here; null when it can. */
export function whyNoElectron(): string | null {
  const folder = path.join(root, "node_modules/electron");
  const pathFile = path.join(folder, "path.txt");
  if (!existsSync(pathFile)) return "Electron's binary is not installed (npm start fetches it)";
  const binary = path.join(folder, "dist", readFileSync(pathFile, "utf8"));
  if (!existsSync(binary)) return `Electron's binary is missing: ${binary}`;
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (process.platform === "linux" && DISPLAY === undefined && WAYLAND_DISPLAY === undefined) {
    return "there is no display";
  }
  return null;
}

export async function launchElectron({ dataDir }: LaunchInput): Promise<RunningStudio> {
  const app = await _electron.launch({ args: [root], env: await studioEnv(dataDir) });
  return {
    page: await app.firstWindow(),
    async hostPid() {
      const metrics = await app.evaluate((electron) => electron.app.getAppMetrics());
      const host = metrics.find(({ serviceName }) => serviceName === "Studio host");
      if (host === undefined) throw new Error("Electron runs no host");
      return host.pid;
    },
    stop: () => app.close(),
  };
}
