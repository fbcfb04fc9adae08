import { problem, type ProblemError } from "../../../common/contracts/problem.ts";

const REGEX_FAILED = "regex could not be compiled";
const GLOB_FAILED = /error parsing glob '!?(.*)': (.*)/;
const FAST_ENGINE_ERROR = /^error: (.*)$/m;
const FULL_ENGINE_ERROR = /^PCRE2: error compiling pattern at offset \d+: (.*)$/m;
const LOOK_AROUND = "look-around";

/** Why ripgrep could not begin at all, from what it wrote to its standard error. */
export function ripgrepProblem(errors: string): ProblemError {
  const glob = GLOB_FAILED.exec(errors);
  if (glob !== null) {
    return problem("invalid-input", `“${glob[1] ?? ""}” names no files: ${glob[2] ?? ""}.`, {
      next: "Write it as in .gitignore, for example src/**/*.css.",
      details: errors,
    });
  }
  if (errors.includes(REGEX_FAILED) || errors.includes("PCRE2:")) {
    return problem("invalid-input", `Not a regular expression: ${regexFault(errors)}.`, {
      next: "Mend it, or turn regular expressions off to search for the text as it is.",
      details: errors,
    });
  }
  return problem("process-down", "The search ended before it was done.", {
    next: "Try again.",
    details: errors,
  });
}

/** The fast engine words it best, unless all it says is that the other one is needed. */
function regexFault(errors: string): string {
  const fast = FAST_ENGINE_ERROR.exec(errors)?.[1];
  const full = FULL_ENGINE_ERROR.exec(errors)?.[1];
  const isElsewhere = fast === undefined || fast.includes(LOOK_AROUND) || fast.includes("backref");
  return (isElsewhere ? full : fast) ?? fast ?? "it cannot be read";
}
