/** An app of components in every form in which elements are written, each knowing its place. */
export const COMPONENTS = 300;

export function componentFile(i: number): string {
  return `src/C${i}.jsx`;
}

export function inspectedFiles(): Record<string, string> {
  const files: Record<string, string> = {
    "index.html": `<!doctype html><html><head></head><body><div id="root"></div><script type="module" src="/src/main.jsx"></script></body></html>`,
    "src/vendor.js": VENDOR,
    "src/main.jsx": mainFile(),
  };
  for (let i = 0; i < COMPONENTS; i += 1) {
    const file = componentFile(i);
    files[file] = withTruth(file, componentSource(i));
  }
  return files;
}

/** Stands for a package: compiled without the places of its JSX. */
const VENDOR = `import { cloneElement, createElement } from "react";
import { jsx, jsxs } from "react/jsx-runtime";
export function Icon(props) {
  return jsxs("svg", { ...props, width: 8, height: 8, children: [jsx("path", { d: "M0 0h8" })] });
}
export function Slot({ children, ...rest }) {
  return cloneElement(children, rest);
}
export function Box({ children, ...rest }) {
  return createElement("section", rest, children);
}
`;

function mainFile(): string {
  const numbers = Array.from({ length: COMPONENTS }, (_, i) => i);
  const imports = numbers.map((i) => `import { C${i} } from "./C${i}.jsx";`).join("\n");
  const uses = numbers.map((i) => `      <C${i} items={["a", "b", "c"]} on={${i % 2 === 0}} />`);
  return `import { createRoot } from "react-dom/client";
${imports}
function App() {
  return (
    <main>
${uses.join("\n")}
      <i data-last="" />
    </main>
  );
}
createRoot(document.getElementById("root")).render(<App />);
`;
}

/** `id=@` is filled in with the place of the tag that has it. */
function componentSource(i: number): string {
  const filler = "// a line of its own\n".repeat(i % 7);
  const forms = [mapped, conditional, passedOn, spread, forwarded];
  const form = forms[i % forms.length] ?? mapped;
  return `import { Component, createElement, forwardRef, memo } from "react";
import { Box, Icon, Slot } from "./vendor.js";
${filler}${form(i)}`;
}

function mapped(i: number): string {
  return `export const C${i} = memo(function C${i}({ items }) {
  return (
    <ul id=@>
      {items.map((item) => (
        <li key={item} id=@><b id=@>{item}</b> <em id=@>${"x".repeat(i % 5)}</em></li>
      ))}
    </ul>
  );
});
`;
}

function conditional(i: number): string {
  return `export function C${i}({ on }) {
  return <>
    {on ? <p id=@>on</p> : <p id=@>off</p>}
    {on && <span id=@><Icon id=@ /></span>}
    <Box id=@><label id=@>in a box</label></Box>
  </>;
}
`;
}

function passedOn(i: number): string {
  return `function Frame${i}({ children, head }) {
  return <div id=@><header id=@>{head}</header>{children}</div>;
}
export function C${i}() {
  return (
    <Frame${i} head={<h4 id=@>head</h4>}>
      <Slot title="slotted"><a id=@ href="#x">link</a></Slot>
      <p id=@>body</p>
    </Frame${i}>
  );
}
`;
}

function spread(i: number): string {
  return `export function C${i}() {
  const rest = { title: "t", className: "a b" };
  return (
    <div {...rest} id=@>
      <input id=@ {...rest} readOnly value="v" />
      {createElement("em", { id: "made" }, "made")}
    </div>
  );
}
`;
}

function forwarded(i: number): string {
  return `const Field${i} = forwardRef(function Field${i}(props, ref) {
  return <fieldset ref={ref} id=@>{props.children}</fieldset>;
});
export class C${i} extends Component {
  render() {
    return <Field${i}><legend id=@>{this.props.items.length}</legend></Field${i}>;
  }
}
`;
}

/** Each `id=@` belongs to the last tag that was opened before it. */
function withTruth(file: string, source: string): string {
  let filled = "";
  for (const line of source.split("\n")) {
    const number = filled.split("\n").length;
    let done = "";
    let rest = line;
    // Filling in makes the line longer, and so moves what stands behind it.
    for (let at = rest.indexOf("id=@"); at !== -1; at = rest.indexOf("id=@")) {
      const before = done + rest.slice(0, at);
      const column = before.search(/<[a-zA-Z]\w*(?:[^<>]|=>)*$/) + 1;
      done = `${before}id="at_${file}_${number}_${column}"`;
      rest = rest.slice(at + 4);
    }
    filled += `${done}${rest}\n`;
  }
  return filled;
}
