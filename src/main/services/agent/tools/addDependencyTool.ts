import { z } from "zod";
import type { Watched } from "../../../../common/base/event.ts";
import { AddPackagesInput, type PackageJob } from "../../../../common/contracts/packages.ts";
import { problem, ProblemError } from "../../../../common/contracts/problem.ts";
import type { Tool } from "../tool.ts";
import { BUILD_ONLY } from "./modes.ts";

/** The package service, which runs no scripts of packages. */
export interface PackageInstaller {
  readonly jobs: Watched<readonly PackageJob[]>;
  add(input: AddPackagesInput): Promise<{ readonly jobId: string }>;
  cancel(jobId: string): Promise<void>;
}

const Input = AddPackagesInput.pick({ packages: true, dev: true });
type Input = z.infer<typeof Input>;
const Output = z.object({ installed: z.array(z.string()), ms: z.number() });

const INSTALL_MS = 5 * 60_000;

/** Adds npm packages to the app. */
export function addDependencyTool(
  installer: PackageInstaller,
): Tool<Input, z.infer<typeof Output>> {
  return {
    name: "os-add-dependency",
    description:
      "Adds npm packages by name, optionally with a version. Install scripts are not run.",
    input: Input,
    output: Output,
    modes: BUILD_ONLY,
    stages: ["analyzing", "fetching", "installing", "complete"],
    timeoutMs: INSTALL_MS,
    subjects: ({ packages }) => packages.map(({ name }) => name),
    risk: () => "packages",
    summary: ({ packages }) => `Add ${packages.map(({ name }) => name).join(", ")}`,
    async execute({ packages, dev }, { appId, signal, progress }) {
      progress("analyzing", 5, packages.map(({ name }) => name).join(", "));
      const { jobId } = await installer.add({ appId, packages, dev });
      const cancel = (): void => void installer.cancel(jobId).catch(() => undefined);
      signal.addEventListener("abort", cancel, { once: true });
      try {
        const job = await ended(installer, jobId, (now) => {
          const share = now.total === null || now.total === 0 ? 0 : now.done / now.total;
          const stage = now.stage === "writing" ? "installing" : "fetching";
          progress(stage, 10 + share * (stage === "installing" ? 85 : 70), counted(now));
        });
        const installed = packages.map(({ name }) => name);
        return { output: { installed, ms: job.ms ?? 0 }, summary: `${job.label} added` };
      } finally {
        signal.removeEventListener("abort", cancel);
      }
    },
  };
}

function counted({ done, total }: PackageJob): string {
  return total === null ? "Resolving" : `${done} of ${total} packages`;
}

/** @throws what the job failed with. */
async function ended(
  installer: PackageInstaller,
  jobId: string,
  onProgress: (job: PackageJob) => void,
): Promise<PackageJob> {
  const { promise, resolve, reject } = Promise.withResolvers<PackageJob>();
  const look = (jobs: readonly PackageJob[]): void => {
    const job = jobs.find(({ id }) => id === jobId);
    if (job?.status === "done") resolve(job);
    else if (job?.status === "running") onProgress(job);
    else reject(failure(job));
  };
  const stop = installer.jobs.onChange(look);
  look(installer.jobs.value);
  return promise.finally(stop);
}

function failure(job: PackageJob | undefined): Error {
  if (job?.problem !== null && job?.problem !== undefined) return new ProblemError(job.problem);
  return problem("cancelled", "Adding packages was stopped.");
}
