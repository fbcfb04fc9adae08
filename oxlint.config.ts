import { defineConfig } from "oxlint";

export default defineConfig({
  options: { typeAware: true, reportUnusedDisableDirectives: "error" },
  plugins: ["typescript", "import", "unicorn", "oxc", "react", "promise", "node", "vitest"],
  jsPlugins: ["./tools/lint/layers.mjs"],
  categories: { correctness: "error" },
  ignorePatterns: ["out/**", "resources/starters/**", "resources/package-cache/**"],
  rules: {
    "layers/direction": "error",
    "import/no-cycle": "error",
    "typescript/no-explicit-any": "error",
    "typescript/no-non-null-assertion": "error",
    "typescript/no-floating-promises": "error",
    "typescript/no-misused-promises": "error",
    "typescript/consistent-type-imports": "error",
    "typescript/switch-exhaustiveness-check": "error",
    "max-lines": ["error", { max: 400, skipBlankLines: true, skipComments: true }],
    "max-lines-per-function": ["error", { max: 80, skipBlankLines: true, skipComments: true }],
    "max-params": ["error", { max: 4 }],
    complexity: ["error", { max: 15 }],
    "no-console": "error",
    "no-empty": "error",
    eqeqeq: "error",
    "react/rules-of-hooks": "error",
    "react/exhaustive-deps": "error",
  },
  overrides: [
    {
      files: ["src/renderer/**/*.tsx"],
      // A component's JSX is markup: what a function may be in lines is not what a view may be.
      rules: {
        "max-lines-per-function": ["error", { max: 120, skipBlankLines: true, skipComments: true }],
      },
    },
    {
      files: ["scripts/**", "bench/**", "e2e/**", "tools/**"],
      rules: { "no-console": "off" },
    },
    {
      files: ["**/*.test.ts", "**/*.test.tsx", "e2e/**", "bench/**"],
      // A suite is one long function by nature; its tests are the functions that count.
      rules: { "max-lines-per-function": "off", "typescript/no-non-null-assertion": "off" },
    },
  ],
});
