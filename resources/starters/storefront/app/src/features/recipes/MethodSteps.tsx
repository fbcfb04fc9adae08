import { useState } from "react";

/** Steps that can be ticked off while cooking. */
export function MethodSteps({ steps }: { steps: string[] }) {
  const [done, setDone] = useState<number[]>([]);

  function toggle(index: number) {
    setDone((list) =>
      list.includes(index) ? list.filter((other) => other !== index) : [...list, index],
    );
  }

  return (
    <section>
      <div className="flex items-baseline justify-between">
        <h2 className="text-2xl">Method</h2>
        <p aria-live="polite" className="text-sm text-ink-soft tabular-nums">
          {done.length} of {steps.length} done
        </p>
      </div>
      <ol className="mt-4 grid gap-1">
        {steps.map((step, index) => (
          <li key={step}>
            <label className="flex cursor-pointer gap-4 rounded-xl px-3 py-3.5 hover:bg-sand has-checked:text-ink-soft has-checked:line-through">
              <input
                type="checkbox"
                checked={done.includes(index)}
                onChange={() => toggle(index)}
                className="peer sr-only"
              />
              <span
                aria-hidden
                className="grid size-8 shrink-0 place-items-center rounded-full border border-line font-serif peer-checked:border-leaf peer-checked:bg-leaf peer-checked:text-paper peer-focus-visible:ring-2 peer-focus-visible:ring-sea"
              >
                {index + 1}
              </span>
              <span className="pt-0.5 text-lg/relaxed">{step}</span>
            </label>
          </li>
        ))}
      </ol>
    </section>
  );
}
