export const language = {
  notChanged: "Nothing was changed",
  notUndone: "Not everything was undone",
  undo: "Undo",
  changedFiles: (count: string, files: number) =>
    files === 1 ? `Changed ${count} file` : `Changed ${count} files`,
};
