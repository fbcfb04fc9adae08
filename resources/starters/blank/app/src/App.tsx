import { useState } from "react";

const files = [
  { path: "src/App.tsx", note: "this page" },
  { path: "src/styles.css", note: "its colours and fonts" },
  { path: "index.html", note: "the title and the icon" },
];

export function App() {
  const [count, setCount] = useState(0);

  return (
    <main className="mx-auto grid min-h-dvh max-w-2xl content-center px-5 py-12">
      <div className="rounded-2xl border border-line bg-sheet p-7 shadow-sm sm:p-12">
        <p className="text-sm font-medium text-accent">New app</p>
        <h1 className="mt-3 text-4xl font-semibold tracking-tight text-balance sm:text-5xl">
          Start with this sentence.
        </h1>
        <p className="mt-5 max-w-prose text-lg/relaxed text-ink-soft">
          Change it in <code className="font-mono text-base text-ink">src/App.tsx</code>, save, and
          the page follows. The counter keeps its number while you do.
        </p>

        <button
          type="button"
          onClick={() => setCount(count + 1)}
          className="mt-8 h-11 rounded-lg bg-ink px-5 font-medium text-paper tabular-nums transition hover:opacity-85 active:translate-y-px"
        >
          Counted to {count}
        </button>

        <ul className="mt-10 divide-y divide-line border-t border-line text-sm">
          {files.map((file) => (
            <li key={file.path} className="flex items-baseline justify-between gap-4 py-3">
              <code className="font-mono">{file.path}</code>
              <span className="text-right text-ink-soft">{file.note}</span>
            </li>
          ))}
        </ul>
      </div>
    </main>
  );
}
