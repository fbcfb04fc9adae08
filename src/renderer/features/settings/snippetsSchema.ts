/** VS Code's form of a file of snippets. */
export const SNIPPETS_SCHEMA: Readonly<Record<string, unknown>> = {
  type: "object",
  allowComments: true,
  allowTrailingCommas: true,
  defaultSnippets: [
    {
      label: "New snippet",
      body: { "${1:Name}": { prefix: "${2:prefix}", body: ["$3"], description: "$4" } },
    },
  ],
  additionalProperties: {
    type: "object",
    required: ["prefix", "body"],
    properties: {
      prefix: {
        description: "What is typed to get it; several are allowed.",
        type: ["string", "array"],
        items: { type: "string" },
      },
      body: {
        description:
          "The text, line by line. $1, $2 are places to type, ${1:name} has a default, $0 is the last.",
        type: ["string", "array"],
        items: { type: "string" },
      },
      description: { description: "Shown beside it.", type: ["string", "array"] },
      scope: {
        description:
          "Language ids, joined by commas: typescriptreact,typescript. Everywhere when left out.",
        type: "string",
      },
    },
    additionalProperties: true,
  },
};
