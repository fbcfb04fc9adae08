import { expect, test } from "vitest";
import { shellEnvironment } from "./shellEnvironment.ts";

const base = {
  PATH: "/usr/bin:/bin",
  HOME: "/home/ada",
  LANG: "en_GB.UTF-8",
  LC_TIME: "C",
  SSH_AUTH_SOCK: "/run/agent",
  https_proxy: "http://ada:secret@proxy:3128",
  HTTP_PROXY: "http://proxy:3128",
  AWS_SECRET_ACCESS_KEY: "secret",
  GITHUB_TOKEN: "secret",
  STUDIO_DATA_DIR: "/data",
  ELECTRON_RUN_AS_NODE: "1",
  NODE_OPTIONS: "--require /evil.js",
};
const rest = { appFolder: "/apps/shop", nodeBinary: "/studio/node/bin/node", version: "1.2.3" };

test("a terminal gets what a shell needs, and no secret", () => {
  expect(shellEnvironment({ base, ...rest, inheritsAll: false })).toEqual({
    PATH: "/usr/bin:/bin:/apps/shop/node_modules/.bin:/studio/node/bin",
    HOME: "/home/ada",
    LANG: "en_GB.UTF-8",
    LC_TIME: "C",
    SSH_AUTH_SOCK: "/run/agent",
    HTTP_PROXY: "http://proxy:3128",
    TERM: "xterm-256color",
    COLORTERM: "truecolor",
    TERM_PROGRAM: "overskill-studio",
    TERM_PROGRAM_VERSION: "1.2.3",
  });
});

test("asked for, it gets all but Studio's own", () => {
  const env = shellEnvironment({ base, ...rest, inheritsAll: true });
  expect(env).toMatchObject({ GITHUB_TOKEN: "secret", AWS_SECRET_ACCESS_KEY: "secret" });
  for (const own of ["STUDIO_DATA_DIR", "ELECTRON_RUN_AS_NODE", "NODE_OPTIONS"]) {
    expect(env).not.toHaveProperty(own);
  }
});
