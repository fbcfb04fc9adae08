import { unreachable } from "../../../../../common/base/assert.ts";
import type { Look } from "../app/look.ts";
import type { PageContent } from "./pageSource.ts";

export const PAGE_LAYOUTS = ["Text", "Landing", "Questions"] as const;
export type PageLayout = (typeof PAGE_LAYOUTS)[number];

type Layout = Pick<PageContent, "imports" | "statements" | "body" | "declarations">;

const NOTHING = { imports: [], statements: "" } as const;

/** A page to begin with: its words say where to write the real ones. */
export function pageLayout(layout: PageLayout, look: Look): Layout {
  switch (layout) {
    case "Landing":
      return landing(look);
    case "Questions":
      return questions(look);
    case "Text":
      return text(look);
    default:
      return unreachable(layout);
  }
}

function text(look: Look): Layout {
  return {
    ...NOTHING,
    declarations: `const facts = [
  { label: "First fact", value: "What a visitor wants to know at a glance" },
  { label: "Second fact", value: "A place, a price, an opening time" },
];`,
    body: `<div className="grid gap-10 md:grid-cols-[1.6fr_1fr]">
  <div className="grid max-w-prose content-start gap-5 leading-relaxed">
    <p>
      Begin with what this page is about, in a sentence that stands on its own. Then say what
      follows from it for the person who reads it.
    </p>
    <p>
      Two or three short paragraphs read better than one long one. Change them here, and the
      preview follows.
    </p>
  </div>
  <dl className="grid content-start gap-5 rounded-xl border ${look.line} ${look.surface} p-6">
    {facts.map((fact) => (
      <div key={fact.label}>
        <dt className="text-sm ${look.soft}">{fact.label}</dt>
        <dd className="mt-1 font-medium">{fact.value}</dd>
      </div>
    ))}
  </dl>
</div>`,
  };
}

function landing(look: Look): Layout {
  return {
    ...NOTHING,
    declarations: `const points = [
  { title: "What it does", text: "The one thing people come for, in the words they would use." },
  { title: "Why it helps", text: "What is easier afterwards, with a number if there is one." },
  { title: "How to begin", text: "The first step, and how long it takes." },
];`,
    body: `<ul className="grid gap-4 sm:grid-cols-3">
  {points.map((point, index) => (
    <li key={point.title} className="rounded-xl border ${look.line} ${look.surface} p-6">
      <p className="text-sm font-medium ${look.accentText} tabular-nums">{index + 1}</p>
      <h2 className="mt-3 text-lg font-semibold">{point.title}</h2>
      <p className="mt-2 ${look.soft}">{point.text}</p>
    </li>
  ))}
</ul>
<section className="mt-4 flex flex-wrap items-center justify-between gap-4 rounded-xl ${look.raised} p-6 sm:p-8">
  <div>
    <h2 className="text-xl font-semibold">Ready when you are</h2>
    <p className="mt-1 ${look.soft}">Say what happens after the button is pressed.</p>
  </div>
  <a href="mailto:hello@example.com" className="${look.primary}">
    Write to us
  </a>
</section>`,
  };
}

function questions(look: Look): Layout {
  return {
    ...NOTHING,
    declarations: `const questions = [
  { question: "What is this?", answer: "Answer in one or two sentences, the short version first." },
  { question: "Who is it for?", answer: "Name the people, and what they want to get done." },
  { question: "What does it cost?", answer: "Say the price, or where it can be found." },
  { question: "Whom can I ask?", answer: "Give a person or an address, and when they answer." },
];`,
    body: `<div className="max-w-2xl divide-y ${look.divide} border-y ${look.line}">
  {questions.map(({ question, answer }) => (
    <details key={question} className="group py-4">
      <summary className="flex cursor-pointer list-none items-center justify-between gap-4 font-medium">
        {question}
        <span aria-hidden className="${look.soft} transition group-open:rotate-45">
          +
        </span>
      </summary>
      <p className="mt-3 max-w-prose ${look.soft}">{answer}</p>
    </details>
  ))}
</div>`,
  };
}
