const causes = {
  before: "Before the first change",
  studio: "Saved in Studio",
  other: "Written by another program",
};

/** Words of the local history. */
export const localHistory = {
  title: "Local history",
  category: "Local history",
  which: "Whose versions",
  thisFile: "This file",
  deleted: "Deleted files",
  causes,
  versions: (name: string) => `Versions of ${name}`,
  deletedFiles: "Deleted files with versions",
  restore: "Restore",
  restoreOf: (when: string) => `Restore the version of ${when}`,
  restoreFile: (name: string) => `Restore ${name}`,
  compareOf: (when: string) => `Compare with the version of ${when}`,
  now: "Now",
  notOnDisk: "Not on disk",
  restored: (name: string) => `${name} was restored`,
  undo: "Undo",
  failed: "The version was not restored",
  problem: "The versions cannot be read",
  noFile: {
    title: "No file is open",
    body: "Open a file to see its last 50 versions, whoever wrote them.",
  },
  none: {
    title: "No versions yet",
    body: "Each save is kept here, also those of other programs.",
  },
  noDeleted: {
    title: "No deleted files",
    body: "A deleted text file whose versions Studio has can be restored from here.",
  },
  show: "Show local history of the file",
};
