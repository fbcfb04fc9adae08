import { type ViteConfigOptions } from "./viteConfig.ts";
import { ViteSession } from "./viteSession.ts";

/**
 * Fills an app's dependency cache and lets Vite go again. Meant for a process that ends after
 * it: bundling leaves hundreds of megabytes behind that are never given back.
 */
export async function optimizeDependencies(options: ViteConfigOptions): Promise<void> {
  await using session = await ViteSession.open({
    ...options,
    awaitsCrawl: false,
    prepareDependencies: async () => undefined,
    onPayload: () => undefined,
    onRestart: () => undefined,
  });
  const optimizer = session.environment.depsOptimizer;
  await optimizer?.scanProcessing;
  // One run may hand what it found late over to the next.
  for (let run = 0; run < 4; run += 1) {
    const dependencies = optimizer?.metadata.depInfoList ?? [];
    const pending = dependencies.flatMap(({ processing }) =>
      processing === undefined ? [] : [processing],
    );
    if (pending.length === 0) return;
    await Promise.all(pending);
  }
}
