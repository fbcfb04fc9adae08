import { expect, test } from "vitest";
import { planned, planSample, type SampleTask } from "./testing/planSample.ts";

const main = (text: string): SampleTask["files"] => ({ "main.tsx": text });
const setText = (text: string) => ({ kind: "setText", text }) as const;

test("text keeps the lines around it, and what JSX would misread goes into braces", () => {
  const files = main("const A = () => (\n  <p>\n    Hello\n    world\n  </p>\n);");
  const edit = (text: string): string =>
    planned({ files, mark: "<p>", edit: setText(text), facts: { text: "Hello world" } });
  expect(edit("Good day")).toBe("const A = () => (\n  <p>\n    Good day\n  </p>\n);");
  expect(edit("a < b")).toBe('const A = () => (\n  <p>\n    {"a < b"}\n  </p>\n);');
});

test("of mixed text only the part that stands in the source is changed", () => {
  const files = main("const A = ({ n }) => <p>Hi {n}, welcome</p>;");
  const edit = (text: string): string =>
    planned({ files, mark: "<p>", edit: setText(text), facts: { text: "Hi Ann, welcome" } });
  expect(edit("Hello Ann, welcome")).toBe("const A = ({ n }) => <p>Hello {n}, welcome</p>;");
  expect(edit("Hi Ann, goodbye")).toBe("const A = ({ n }) => <p>Hi {n}, goodbye</p>;");
  expect(edit("Hi Bob, welcome")).toBe("text-from-code");
});

test("of a ternary the text that is shown is changed", () => {
  const files = main("const A = ({ on }) => <p>{on ? \"Save\" : 'Saving'}</p>;");
  const facts = { text: "Saving" };
  expect(planned({ files, mark: "<p>", edit: setText("It's on"), facts })).toBe(
    "const A = ({ on }) => <p>{on ? \"Save\" : 'It\\'s on'}</p>;",
  );
});

test("an item's text is changed where the list says it, without a question", () => {
  const code =
    'const items = [{ name: "One" }, { name: "Two" }];\nconst A = () => items.map(({ name }) => <p key={name}>{name}</p>);';
  const facts = { text: "Two", instances: 2, index: 1 };
  const task = { mark: "<p key", edit: setText("Deux"), facts };
  expect(planned({ ...task, files: main(code) })).toBe(code.replace('"Two"', '"Deux"'));
  const imported = code.replace(/^.*\n/, 'import { items } from "./items";\n');
  const items = 'export const items: Item[] = [{ name: "One" }, { name: "Two" }];';
  expect(planned({ ...task, files: { "main.tsx": imported, "items.ts": items } }, "items.ts")).toBe(
    items.replace('"Two"', '"Deux"'),
  );
});

test("items that say the same are told apart by their order only", () => {
  const code =
    'const items = ["One", "One"];\nconst A = () => items.map((name, key) => <p key={key}>{name}</p>);';
  const facts = { text: "One", instances: 2, index: 1 };
  expect(planned({ files: main(code), mark: "<p", edit: setText("Two"), facts })).toBe(
    code.replace('"One"]', '"Two"]'),
  );
});

const BADGE =
  'export function Badge({ className, label = "none", children }) {\n  return <b className={cn("p-1", className)} title={label}>{children}</b>;\n}';
const PAGE = 'const Page = () => <p><Badge className="m-2" label="new">Hi</Badge></p>;';
const owners = [{ component: "Badge", place: { file: "page.tsx", line: 1, column: 23 } }];

function badge(
  edit: SampleTask["edit"],
  rest: Partial<SampleTask> = {},
  instances = 3,
): SampleTask {
  const facts = {
    tag: "b",
    classes: ["p-1", "m-2"],
    text: "Hi",
    instances,
    owners: owners as never,
  };
  return {
    files: { "main.tsx": BADGE, "page.tsx": PAGE },
    mark: "<b className",
    edit,
    facts,
    ...rest,
  };
}

test("text and props of a component are changed where this one is used", () => {
  expect(planned(badge(setText("Yo")), "page.tsx")).toBe(PAGE.replace(">Hi<", ">Yo<"));
  const task = badge({ kind: "setAttribute", name: "title", value: 'a "b"' });
  const facts = { ...task.facts, attributes: { title: "new" } };
  expect(planned({ ...task, facts }, "page.tsx")).toBe(PAGE.replace('"new"', "'a \"b\"'"));
});

test("classes of a component are asked about: every one, or this one where it takes them", () => {
  const own = { kind: "setClasses", add: ["p-3"], remove: [] } as const;
  const passed = { kind: "setClasses", add: ["m-6"], remove: [] } as const;
  expect(planned(badge(own))).toBe("asks [true,false]");
  expect(planned(badge(passed))).toBe("asks [false,true]");
  expect(planned(badge(own, { scope: "all" }))).toBe(BADGE.replace("p-1", "p-3"));
  expect(planned(badge(passed, { scope: "this" }), "page.tsx")).toBe(PAGE.replace("m-2", "m-6"));
  expect(planned(badge(own, { scope: "this" }))).toBe("shared");
  expect(planned(badge(passed, {}, 1), "page.tsx")).toBe(PAGE.replace("m-2", "m-6"));
});

const LIST =
  'const A = () => (\n  <ul>\n    <li id="a">one</li>\n    {on && <li>two</li>}\n  </ul>\n);';

test("siblings are duplicated, moved and deleted with their lines", () => {
  const li = { files: main(LIST), mark: '<li id="a">', facts: { tag: "li" } };
  expect(planned({ ...li, edit: { kind: "duplicate" } })).toBe(
    LIST.replace("one</li>", "one</li>\n    <li>one</li>"),
  );
  expect(planned({ ...li, edit: { kind: "delete" } })).toBe(
    LIST.replace('    <li id="a">one</li>\n', ""),
  );
  expect(planned({ ...li, edit: { kind: "move", by: 1 } })).toBe(
    'const A = () => (\n  <ul>\n    {on && <li>two</li>}\n    <li id="a">one</li>\n  </ul>\n);',
  );
  expect(planned({ ...li, edit: { kind: "move", by: -1 } })).toBe("no-sibling");
  expect(planned({ ...li, mark: "<li>two", edit: { kind: "delete" } })).toBe(
    LIST.replace("    {on && <li>two</li>}\n", ""),
  );
});

test("the root of a component and items of a list are not taken out", () => {
  const files = main("const A = () => <ul>{xs.map((x) => <li key={x}>a</li>)}</ul>;");
  const edit = { kind: "delete" } as const;
  expect(planned({ files, mark: "<ul>", edit, facts: { tag: "ul" } })).toBe("not-removable");
  expect(planned({ files, mark: "<li", edit, facts: { tag: "li" } })).toBe("not-removable");
});

test("attributes are set, added and removed; code is not", () => {
  const files = main('const A = () => <img src="/a.png" alt="" />;');
  const img = {
    files,
    mark: "<img",
    facts: { tag: "img", attributes: { src: "/a.png", alt: "" } },
  };
  const set = (name: string, value: string): string =>
    planned({ ...img, edit: { kind: "setAttribute", name, value } });
  expect(set("alt", "A boat")).toBe('const A = () => <img src="/a.png" alt="A boat" />;');
  expect(set("tabindex", "0")).toBe('const A = () => <img src="/a.png" alt="" tabIndex="0" />;');
  expect(set("onclick", "x()")).toBe("attribute-not-allowed");
  expect(set("src", "javascript:x()")).toBe("attribute-not-allowed");
  expect(planned({ ...img, edit: { kind: "removeAttribute", name: "alt" } })).toBe(
    'const A = () => <img src="/a.png" />;',
  );
});

test("an imported picture is imported from elsewhere", () => {
  const files = main('import boat from "./boat.svg";\nconst A = () => <img src={boat} alt="" />;');
  const edit = { kind: "replaceImage", src: "assets/crab.svg", isFile: true } as const;
  expect(planned({ files, mark: "<img", edit, facts: { tag: "img" } })).toBe(
    'import boat from "./assets/crab.svg";\nconst A = () => <img src={boat} alt="" />;',
  );
});

test("an element that is not where the page said is not touched", () => {
  const edit = { kind: "setClasses", add: ["p-6"], remove: [] } as const;
  const at = (code: string, classes: string[]): string =>
    planned({ files: main(code), mark: "<p", edit, facts: { classes } });
  expect(at("const A = () => <pre>x</pre>;", [])).toBe("place-moved");
  expect(at('const A = () => <p className="m-4">x</p>;', ["p-1"])).toBe("place-moved");
  expect(at("const A = () => <p", [])).toBe("not-parsed");
});

test("what stays and sets a part of the same is told", () => {
  const plan = planSample({
    files: main('const A = () => <p className="px-2 p-4 sm:p-8">x</p>;'),
    mark: "<p",
    edit: { kind: "setClasses", add: ["p-6"], remove: [] },
    facts: { classes: ["px-2", "p-4", "sm:p-8"] },
  });
  expect(plan).toMatchObject({
    kind: "edits",
    notes: [
      "px-2 stays and sets a part of the same.",
      "sm:p-8 sets the same where its condition holds.",
    ],
  });
});

test("a branch that is not shown keeps what it sets", () => {
  const edit = { kind: "setClasses", add: ["p-6"], remove: [] } as const;
  const files = main('const A = ({ on }) => <p className={cn("m-4", on && "p-8")}>x</p>;');
  expect(planned({ files, mark: "<p", edit, facts: { classes: ["m-4"] } })).toBe(
    'const A = ({ on }) => <p className={cn("m-4", on ? "p-8" : "p-6")}>x</p>;',
  );
});

test("a branch is not taken for live because a passed class looks like it", () => {
  const main =
    'export function Badge({ on, className }) {\n  return <b className={cn("m-1", on && "p-4", className)} />;\n}';
  const page = 'const Page = () => <p><Badge className="p-4" /></p>;';
  const edit = { kind: "setClasses", add: ["p-6"], remove: [] } as const;
  const facts = { tag: "b", classes: ["m-1", "p-4"] };
  const task = { files: { "main.tsx": main, "page.tsx": page }, mark: "<b class", edit, facts };
  expect(planned(task)).toBe("ambiguous-branch");
  const owners = [{ component: "Badge", place: { file: "page.tsx", line: 1, column: 23 } }];
  expect(planned({ ...task, facts: { ...facts, owners: owners as never } }, "page.tsx")).toBe(
    page.replace("p-4", "p-6"),
  );
});
