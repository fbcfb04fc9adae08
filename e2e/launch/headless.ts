import { type LaunchInput, type RunningStudio, startHeadlessHost } from "./launcher.ts";

/** The built host on loopback, and its page in Chromium. */
export async function launchHeadless({ dataDir, browser }: LaunchInput): Promise<RunningStudio> {
  const host = await startHeadlessHost(dataDir);
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(host.url.href);
  return {
    page,
    hostPid: async () => host.pid,
    async stop() {
      await context.close();
      await host.stop();
    },
  };
}
