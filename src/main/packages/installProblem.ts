import { problem, type ProblemCode, ProblemError } from "../../common/contracts/problem.ts";
import type { NeededPackage } from "./lockfile.ts";

const NETWORK_CODES: ReadonlySet<string> = new Set([
  "ENOTCACHED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ECONNREFUSED",
  "ECONNRESET",
  "ECONNABORTED",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EIDLETIMEOUT",
  "ERESPONSETIMEOUT",
  "ETRANSFERTIMEOUT",
  "ECONNECTIONTIMEOUT",
  "ERR_SOCKET_TIMEOUT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
]);

/** What was attempted, for wording its failure. */
export interface Attempt {
  /** What was asked for: `react-hook-form@7`. */
  readonly specs: readonly string[];
  /** Locked packages that no cache on this machine holds. */
  readonly missing: readonly NeededPackage[];
}

interface Wording {
  readonly code: ProblemCode;
  /** `%` stands for the package. */
  readonly message: string;
  readonly next?: string;
}

const NOT_THERE: Wording = {
  code: "package-failed",
  message: "% is not in the registry.",
  next: "Check the name's spelling.",
};
const NO_VERSION: Wording = {
  code: "package-failed",
  message: "% has no version that fits.",
  next: "Ask for another version, or leave the version out.",
};
const REFUSED: Wording = {
  code: "account-refused",
  message: "The registry refused access to a package.",
  next: "Check the credentials in your .npmrc.",
};
const DISK_FULL: Wording = {
  code: "disk-full",
  message: "There is no space left for the packages.",
  next: "Free some space, then install again. The app still has its old packages.",
};
const NO_PERMISSION: Wording = {
  code: "no-permission",
  message: "The system refused to write the packages.",
  next: "Check who owns the app's folder.",
};

const WORDINGS: Readonly<Record<string, Wording>> = {
  E404: NOT_THERE,
  ETARGET: NO_VERSION,
  ENOVERSIONS: NO_VERSION,
  ERESOLVE: {
    code: "package-failed",
    message: "The packages ask for versions that exclude each other.",
    next: "Choose another version of the package; the details name the ones that clash.",
  },
  EINTEGRITY: {
    code: "package-failed",
    message: "A package is not what the lockfile says it is.",
    next: "Try again. If it happens again, the registry gives out something else.",
  },
  E401: REFUSED,
  E403: REFUSED,
  ENOSPC: DISK_FULL,
  EDQUOT: DISK_FULL,
  EACCES: NO_PERMISSION,
  EPERM: NO_PERMISSION,
  EROFS: NO_PERMISSION,
};

const UNKNOWN: Wording = {
  code: "package-failed",
  message: "The packages could not be installed.",
};

/** Words a failed install for the person. */
export function installProblem(error: unknown, attempt: Attempt): ProblemError {
  if (error instanceof ProblemError) return error;
  const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const errorCode = stringOf(error, "code") ?? "";
  if (NETWORK_CODES.has(errorCode)) return offline(attempt, details);
  const { code, message, next } = WORDINGS[errorCode] ?? UNKNOWN;
  const hint = next === undefined ? {} : { next };
  return problem(code, message.replace("%", subjectOf(error)), { ...hint, details });
}

function offline({ specs, missing }: Attempt, details: string): ProblemError {
  const names = missing.map(({ name, version }) => `${name}@${version}`);
  const wanted = specs.length > 0 ? specs : names;
  const list = wanted.slice(0, 3).join(", ") + (wanted.length > 3 ? ", …" : "");
  const what = list === "" ? "A package" : list;
  return problem("offline", `${what} cannot be fetched: the registry cannot be reached.`, {
    next: "Connect to the network, then try again. Everything else goes on working.",
    details: names.length === 0 ? details : `Not on this machine: ${names.join(", ")}\n${details}`,
  });
}

/** npm names the package in `pkgid`, or at the end of its sentence: `… found for two@9.9.9.` */
function subjectOf(error: unknown): string {
  const spec =
    stringOf(error, "pkgid") ?? / for (\S+?)\.?$/.exec(stringOf(error, "message") ?? "")?.[1];
  return spec?.replace(/@\*$/, "") ?? "A package";
}

function stringOf(value: unknown, key: string): string | undefined {
  if (typeof value !== "object" || value === null || !(key in value)) return undefined;
  const found: unknown = Reflect.get(value, key);
  return typeof found === "string" ? found : undefined;
}
