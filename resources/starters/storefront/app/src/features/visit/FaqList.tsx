import { Plus } from "lucide-react";
import { questions } from "@/data/faq";

export function FaqList() {
  return (
    <div className="divide-y divide-line border-y border-line">
      {questions.map(({ question, answer }) => (
        <details key={question} className="group">
          <summary className="flex list-none items-center justify-between gap-4 py-4 font-serif text-xl [&::-webkit-details-marker]:hidden">
            {question}
            <Plus size={18} className="shrink-0 text-ink-soft transition group-open:rotate-45" />
          </summary>
          <p className="max-w-2xl pb-5 text-ink-soft">{answer}</p>
        </details>
      ))}
    </div>
  );
}
