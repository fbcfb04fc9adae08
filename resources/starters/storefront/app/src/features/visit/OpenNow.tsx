import { useNow } from "@/hooks/useNow";
import { openState } from "@/lib/hours";

export function OpenNow() {
  const state = openState(useNow());

  return (
    <p className="flex items-center gap-2 text-[0.9375rem] text-ink-soft">
      <span
        className={`size-2 rounded-full ${state.open ? "bg-leaf" : "bg-ink-soft/50"}`}
        aria-hidden
      />
      {state.text}
    </p>
  );
}
