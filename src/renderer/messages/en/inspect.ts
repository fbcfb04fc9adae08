/** Words of inspecting the page: the mode, the tree of layers, the facts of an element. */
export const inspect = {
  category: "Inspect",
  toggle: "Inspect elements of the page",
  clear: "Select nothing",
  openSource: "Open the selected element's code",
  parent: "Select the parent element",
  layers: {
    title: "Layers",
    tree: "Elements of the page",
    noPage: {
      title: "No page to look into",
      body: "The layers of the page stand here once the preview shows it.",
    },
    noAgent: {
      title: "This page cannot be looked into",
      body: "It is not one that Studio serves, or its content policy keeps Studio's script from running.",
    },
    empty: {
      title: "The page is empty",
      body: "Nothing has been drawn yet.",
    },
  },
  unsure: "Near here",
  unsureHint: "The element has no place of its own in the code; this is the nearest one.",
  noSource: {
    "no-framework": "Written in HTML or made by a script: its place in the code is not known.",
    "not-stamped": "The page's framework does not say where its elements were written.",
    "made-by-script": "Made by a script, not by markup.",
    "outside-app": "Comes from a package, not from the app's own files.",
  },
  facts: {
    title: "Facts",
    loading: "Reading the element…",
    gone: "The element is gone from the page.",
    failed: "The page did not answer.",
    props: (component: string) => `Props of ${component}`,
    state: (component: string) => `State of ${component}`,
    attributes: "Attributes",
    styles: "Styles",
    accessibility: "Accessibility",
    listeners: "Event listeners",
    role: "Role",
    name: "Name",
    description: "Description",
    focusable: "Keyboard",
    canFocus: "Can be focused",
    cannotFocus: "Cannot be focused",
    contrast: "Contrast",
    contrastOf: (ratio: string, needed: string) => `${ratio} : 1 (AA asks for ${needed})`,
    passes: "Passes",
    fails: "Too low",
    none: "None",
    via: { react: "React", attribute: "attribute", script: "script" },
    inherited: "inherited or the browser's own",
    important: "!important",
    unreadable: (sheets: number) =>
      sheets === 1
        ? "One style sheet of another site cannot be read."
        : `${sheets} style sheets of other sites cannot be read.`,
  },
};
