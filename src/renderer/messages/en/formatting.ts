/** Words of formatting and linting. */
export const formatting = {
  document: "Format document",
  selection: "Format selection",
  failed: (file: string) => `${file} was not formatted`,
  again: "Format now",
  late: "The formatter took too long, so the file was saved as it is.",
  left: {
    "no-formatter": (file: string) => `Nothing formats ${file}`,
    "not-supported": (file: string) => `The formatter does not do this in ${file}`,
    ignored: (file: string) => `${file} is left out by .prettierignore or .gitignore`,
  },
};

export const linting = {
  failed: (file: string) => `${file} was not linted`,
  again: "Lint again",
};
