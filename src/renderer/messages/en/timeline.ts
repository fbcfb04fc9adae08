/** Words of the activity timeline, the output panel and their status items. */
export const timeline = {
  title: "Timeline",
  log: "Activity, newest first",
  empty: "Nothing has happened yet",
  emptyBody:
    "Saves, package installs and the stages of opening the preview show here with their times.",
  cancelJob: (label: string) => `Cancel ${label}`,
  failed: "failed",
  cancelled: "cancelled",
  phases: {
    prepare: "preparing",
    write: "writing",
    transform: "transforming",
    push: "updating preview",
    paint: "painting",
    failed: "failed",
  },
  stages: {
    edge: "Local edge",
    script: "Preview script",
    packages: "Packages",
    compiler: "Compiler",
    transform: "Transform modules",
    push: "Update preview",
  },
  jobs: {
    install: (name: string) => `Install ${name}`,
    add: (name: string) => `Add ${name}`,
    remove: (name: string) => `Remove ${name}`,
  },
  jobStages: {
    resolving: "resolving",
    fetching: "fetching",
    writing: "writing",
    done: "done",
  },
  runs: {
    opening: "Opening the preview",
    packages: "Packages",
    saves: (count: number, formatted: string) => (count === 1 ? "1 save" : `${formatted} saves`),
    and: ", ",
  },
  jobRunning: (label: string, progress: string) => `${label}: ${progress}`,
  jobProgress: (stage: string, done: string, total: string) => `${stage} ${done} of ${total}`,
  milestones: {
    ready: "The preview shows what is on disk.",
    failed: (title: string) => `The preview failed: ${title}`,
    jobDone: (label: string) => `${label}: done`,
    jobFailed: (label: string) => `${label}: failed`,
  },
};
