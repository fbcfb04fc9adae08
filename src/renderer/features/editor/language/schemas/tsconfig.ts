import { choice, flag, list, type Schema, table, text } from "./schema.ts";

const TARGETS = ["es2020", "es2021", "es2022", "es2023", "es2024", "esnext"];

const checks = {
  strict: flag("All strict checks."),
  strictNullChecks: flag("null and undefined are types of their own."),
  noImplicitAny: flag("What has no type, and gets none from its use, is an error."),
  noImplicitReturns: flag("Every way through a function has to return."),
  noImplicitOverride: flag("Overriding members say override."),
  noFallthroughCasesInSwitch: flag("A case has to end."),
  noUncheckedIndexedAccess: flag("What is read by an index may be undefined."),
  noUncheckedSideEffectImports: flag("Imports for their effect have to exist."),
  noPropertyAccessFromIndexSignature: flag("Undeclared properties are read with brackets."),
  noUnusedLocals: flag("Unused names are reported."),
  noUnusedParameters: flag("Unused parameters are reported."),
  exactOptionalPropertyTypes: flag("An optional property is absent, not undefined."),
  useUnknownInCatchVariables: flag("What is caught is unknown."),
  allowUnreachableCode: flag("Code that cannot be reached is no error."),
  erasableSyntaxOnly: flag("Only what vanishes when types are taken out: no enums."),
  skipLibCheck: flag("Declarations of packages are not checked."),
};

const modules = {
  module: choice("How modules are written out.", ["esnext", "nodenext", "preserve", "commonjs"]),
  moduleResolution: choice("How imports are found.", ["bundler", "nodenext", "node16"]),
  moduleDetection: choice("Which files are modules.", ["auto", "force", "legacy"]),
  paths: table("Names for imports, and where they lead.", list("Places, in order.")),
  baseUrl: text("Where paths begin. Not needed any more."),
  types: list("Packages of types that hold everywhere, as vite/client."),
  typeRoots: list("Folders of such packages."),
  resolveJsonModule: flag("JSON files can be imported."),
  allowImportingTsExtensions: flag("Imports may end in .ts."),
  rewriteRelativeImportExtensions: flag("A .ts in an import becomes .js."),
  allowArbitraryExtensions: flag("Other files can be imported, with a .d.ts beside them."),
  esModuleInterop: flag("CommonJS modules have a default export."),
  allowSyntheticDefaultImports: flag("A default import of what has none is no error."),
  verbatimModuleSyntax: flag("Imports stay as they are written, but for types."),
  isolatedModules: flag("Each file can be compiled by itself."),
  customConditions: list("More conditions of package.json's exports."),
};

const output = {
  target: choice("The language that is written out.", TARGETS),
  lib: list("The APIs that are there, as ES2023 and DOM."),
  jsx: choice("What becomes of JSX.", ["react-jsx", "react-jsxdev", "preserve", "react"]),
  jsxImportSource: text("The package whose JSX is meant."),
  noEmit: flag("Checks only."),
  outDir: text("Where files are written."),
  rootDir: text("Where they come from."),
  declaration: flag("Writes .d.ts files."),
  declarationMap: flag("Maps them to the source."),
  emitDeclarationOnly: flag("Writes nothing else."),
  sourceMap: flag("Writes source maps."),
  removeComments: flag("Leaves comments out."),
  composite: flag("Other projects may refer to it."),
  incremental: flag("Remembers what was checked."),
  tsBuildInfoFile: text("Where it is remembered."),
  useDefineForClassFields: flag("Fields as the language has them."),
  experimentalDecorators: flag("The old decorators."),
  emitDecoratorMetadata: flag("Types of what they decorate."),
  allowJs: flag("JavaScript belongs to the project."),
  checkJs: flag("JavaScript is checked."),
};

/** tsconfig.json and jsconfig.json. */
export const tsconfig: Schema = {
  type: "object",
  properties: {
    extends: { description: "Configurations this one begins with.", type: ["string", "array"] },
    files: list("The project's files, one by one."),
    include: list("The project's files, by pattern."),
    exclude: list("What include is not to find."),
    references: list("Projects this one builds on.", {
      type: "object",
      properties: { path: text("Its folder or file.") },
      required: ["path"],
    }),
    compilerOptions: {
      type: "object",
      description: "What is checked, and what is written out.",
      properties: { ...checks, ...modules, ...output },
    },
    watchOptions: { type: "object" },
    typeAcquisition: { type: "object" },
  },
};
