import { flag, list, type Schema, table, text } from "./schema.ts";

const versions = (description: string): Schema =>
  table(description, { type: "string", description: "The versions that will do, as ^1.2.0." });

/** package.json, as npm reads it. Unknown fields are other tools' own. */
export const packageJson: Schema = {
  type: "object",
  properties: {
    name: {
      type: "string",
      description: "The package's name, in small letters.",
      maxLength: 214,
      pattern: "^(?:@[a-z0-9-~][a-z0-9-._~]*/)?[a-z0-9-~][a-z0-9-._~]*$",
    },
    version: text("The package's version, as 1.2.0."),
    private: flag("npm refuses to publish it."),
    description: text("What it is, in a sentence."),
    keywords: list("Words to find it by."),
    license: text("An SPDX name, as MIT."),
    author: { description: "Who wrote it.", type: ["string", "object"] },
    homepage: text("Its page."),
    repository: { description: "Where its code is.", type: ["string", "object"] },
    type: { description: "How .js files are read.", enum: ["module", "commonjs"] },
    main: text("The file that require and old bundlers load."),
    module: text("The file that bundlers load."),
    types: text("The types of the main file."),
    exports: { description: "What may be imported from it, by condition." },
    imports: {
      description: "Own names, beginning with #, for files of the package.",
      type: "object",
    },
    bin: { description: "Commands it installs.", type: ["string", "object"] },
    files: list("What is published."),
    sideEffects: { description: "Which files do something when imported." },
    scripts: {
      ...table("Commands for npm run."),
      properties: {
        dev: text("Starts the development server."),
        build: text("Makes what is deployed."),
        test: text("Runs the tests."),
        start: text("Runs the app."),
      },
    },
    dependencies: versions("Packages it needs to run."),
    devDependencies: versions("Packages it needs to be worked on."),
    peerDependencies: versions("Packages whoever uses it has to have."),
    optionalDependencies: versions("Packages it uses when they can be installed."),
    peerDependenciesMeta: { description: "Which peers are optional.", type: "object" },
    overrides: { description: "Versions forced on packages below.", type: "object" },
    engines: versions("The versions of Node and npm it runs on."),
    packageManager: text("The package manager and its version, as pnpm@10.0.0."),
    workspaces: {
      description: "Folders that are packages of their own.",
      type: ["array", "object"],
    },
    browserslist: {
      description: "The browsers it is built for.",
      type: ["string", "array", "object"],
    },
  },
};
