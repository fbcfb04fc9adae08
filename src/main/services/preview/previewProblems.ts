import type { Problem } from "../../../common/contracts/problem.ts";
import type { PreviewProblem } from "../../../common/contracts/preview.ts";

const NOWHERE = { frame: null, file: null, line: null, column: null, subject: null } as const;

export function edgeDown(problem: Problem): PreviewProblem {
  return {
    ...NOWHERE,
    code: "edge-down",
    title: "The local edge is not running",
    cause: problem.message,
    frame: problem.details ?? null,
    action: "restart-edge",
  };
}

/** @param reason its first line is a sentence; what follows is what the process said last. */
export function compilerDied(reason: string, servable: boolean): PreviewProblem {
  const [sentence = reason, ...said] = reason.split("\n");
  return {
    ...NOWHERE,
    code: "compiler-died",
    title: "The compiler stopped",
    cause: servable ? `${sentence} The last good version stays served.` : sentence,
    frame: said.length === 0 ? null : said.join("\n"),
    action: "restart-compiler",
  };
}

export function folderMissing(folder: string): PreviewProblem {
  return {
    ...NOWHERE,
    code: "folder-missing",
    title: "The app's folder is gone",
    cause: `${folder} was moved or deleted. What was pushed last stays served.`,
    action: "locate-folder",
    subject: folder,
  };
}

export function packagesMissing(): PreviewProblem {
  return {
    ...NOWHERE,
    code: "packages-missing",
    title: "Packages are not installed",
    cause: "package.json names packages that are not in node_modules.",
    action: "install-packages",
  };
}

export function installFailed(problem: Problem): PreviewProblem {
  return {
    ...NOWHERE,
    code: problem.code === "offline" ? "offline" : "install-failed",
    title: problem.code === "offline" ? "Packages need the network" : "Packages were not installed",
    cause: [problem.message, problem.next].filter((part) => part !== undefined).join(" "),
    frame: problem.details ?? null,
    action: "install-packages",
  };
}

export function configNotTrusted(file: string): PreviewProblem {
  return {
    ...NOWHERE,
    code: "config-not-trusted",
    title: "This folder brings its own configuration",
    cause: `${file} is code that runs on this machine when the preview starts. Trust the folder to run it, or use Studio's own configuration.`,
    action: "trust-folder",
    file,
  };
}

export function servedElsewhere(): PreviewProblem {
  return {
    ...NOWHERE,
    code: "locked",
    title: "Another Studio took over this preview",
    cause: "The newest window to open an app serves it. Retry to take it back.",
    action: "retry",
  };
}

export function edgeRefused(message: string): PreviewProblem {
  return {
    ...NOWHERE,
    code: "edge-refused",
    title: "The preview store refused an update",
    cause: message,
    action: "retry",
  };
}

export function unexpected(problem: Problem): PreviewProblem {
  return {
    ...NOWHERE,
    code: "internal",
    title: "The preview could not start",
    cause: problem.message,
    frame: problem.details ?? null,
    action: "retry",
  };
}
