import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: [
      "src/**/*.test.ts",
      "src/**/*.test.tsx",
      "tools/**/*.test.ts",
      "scripts/**/*.test.ts",
    ],
    globalSetup: ["tools/test/buildWorkers.ts"],
    // Real processes (workerd, Vite, git) start slowly while the other core is busy.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // Thread workers cannot host workerd's native parts or change the permission model.
    pool: "forks",
  },
});
