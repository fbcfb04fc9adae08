import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { studioDirectory } from "../studioDirectory.ts";

/** A 1×1 PNG. */
const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

const WIDGETS = Array.from({ length: 42 }, (_, i) => `Widget${i}`);

const FILES: Record<string, string | Buffer> = {
  "package.json": JSON.stringify({
    name: "sample",
    type: "module",
    dependencies: { react: "19.3.1", "react-dom": "19.3.1", zustand: "5.1.0" },
  }),
  ".gitignore": "node_modules\n",
  ".env": "VITE_NAME=sample\nSECRET_KEY=hunter2\n",
  "tsconfig.json": `{
    // The solution file; the app's own options stand in the referenced one.
    "files": [],
    "references": [{ "path": "./tsconfig.app.json" }],
  }`,
  "tsconfig.app.json": `{
    "compilerOptions": { "jsx": "react-jsx", "paths": { "@/*": ["./src/*"] /* the usual one */ } },
    "include": ["src"],
  }`,
  "index.html": `<!doctype html><html><head><title>%VITE_NAME%</title>
<link rel="icon" href="/favicon.svg"/><link rel="stylesheet" href="/src/link.css"/></head>
<body><div id="root"></div><script type="module" src="/src/main.tsx"></script></body></html>`,
  "public/favicon.svg": `<svg xmlns="http://www.w3.org/2000/svg"/>`,
  "public/a b #1 100% ü.txt": "odd name",
  "src/link.css": ".linked { color: rgb(1, 2, 3); }\n",
  "src/index.css": `@import "tailwindcss";\n.photo { background: url(./assets/back.svg); }\n`,
  "src/assets/back.svg": `<svg xmlns="http://www.w3.org/2000/svg" id="back-0">${" ".repeat(5000)}</svg>`,
  "src/assets/logo.svg": `<svg xmlns="http://www.w3.org/2000/svg" id="logo-0">${" ".repeat(5000)}</svg>`,
  "src/assets/pixel.png": PIXEL,
  "src/card.module.css": ".card { padding: 1px; }\n",
  "src/main.tsx": `import { createRoot } from "react-dom/client";
import "./index.css";
import { App } from "./App";
createRoot(document.getElementById("root")!).render(<App />);
`,
  "src/App.tsx": `import { lazy } from "react";
import { Hero } from "@/Hero";
import { Header } from "@/Header";
import logo from "./assets/logo.svg";
import card from "./card.module.css";
import { A } from "./circle/a";
${WIDGETS.map((name) => `import { ${name} } from "./widgets/${name}";`).join("\n")}
const Lazy = lazy(() => import("./pages/Lazy"));
const globbed = import.meta.glob("./globbed/*.ts", { eager: true, import: "default" });
const worker = () => new Worker(new URL("./job.ts", import.meta.url), { type: "module" });
const pixel = new URL("./assets/pixel.png", import.meta.url).href;
export function App() {
  return <main className={card.card} onClick={worker}>
    <img src={logo} /><img src={pixel} /><Header /><Hero /><A /><Lazy />
    {Object.values(globbed)}{import.meta.env.VITE_NAME}
    {${WIDGETS.map((name) => `<${name} key="${name}" />`).join("}{")}}
  </main>;
}
`,
  "src/Hero.tsx": `import { useStore } from "./store";
export function Hero() {
  const count = useStore((state) => state.count);
  return <h1 className="text-lg">hero-0 {count}</h1>;
}
`,
  "src/Header.tsx": `import { useStore } from "./store";
export function Header() {
  return <header onClick={useStore((state) => state.add)}>header-0</header>;
}
`,
  "src/store.ts": `import { create } from "zustand";
export const useStore = create<{ count: number; add: () => void }>((set) => ({
  count: 0,
  add: () => set(({ count }) => ({ count: count + 1 })),
}));
`,
  "src/pages/Lazy.tsx": `import { useStore } from "@/store";
export default function Lazy() { return <p>lazy-0 {useStore((state) => state.count)}</p>; }
`,
  "src/circle/a.tsx": `import { B } from "./b";
export const NAME = "a-0";
export function A() { return <i><B /></i>; }
`,
  "src/circle/b.tsx": `import { NAME } from "./a";
export function B() { return <b>{NAME} b-0</b>; }
`,
  "src/globbed/one.ts": `export default "one";\n`,
  "src/job.ts": `self.onmessage = () => postMessage("job-0");\n`,
  "src/util.ts": `export const join = (...names: string[]) => names.join(" ");\n`,
};

export interface SampleApp extends AsyncDisposable {
  /** Real path of the app's folder. */
  readonly root: string;
  readonly cacheDir: string;
  write(relative: string, content: string | Buffer): Promise<string>;
}

/** A small app in a temporary folder that has one of each thing a preview must handle. */
export async function sampleApp(extra: Record<string, string | Buffer> = {}): Promise<SampleApp> {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), "compiler-")));
  const root = path.join(folder, "app");
  const app: SampleApp = {
    root,
    cacheDir: path.join(folder, "cache"),
    async write(relative, content) {
      const file = path.join(root, relative);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, content);
      return file;
    },
    async [Symbol.asyncDispose]() {
      await rm(folder, { recursive: true, force: true });
    },
  };
  const widgets = WIDGETS.map((name) => [`src/widgets/${name}.tsx`, widget(name)] as const);
  const files = Object.entries({ ...FILES, ...Object.fromEntries(widgets), ...extra });
  await Promise.all(files.map(([relative, content]) => app.write(relative, content)));
  await symlink(path.join(studioDirectory(), "node_modules"), path.join(root, "node_modules"));
  return app;
}

function widget(name: string): string {
  return `import { join } from "@/util";
export function ${name}() { return <span className={join("${name}", "widget")}>${name}</span>; }
`;
}
