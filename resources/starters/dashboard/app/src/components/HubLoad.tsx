import type { Hub } from "@/types";

/** Booked parcels against what each hub can sort; a hub over its limit is marked. */
export function HubLoad({ hubs }: { hubs: Hub[] }) {
  return (
    <ul className="grid gap-4">
      {hubs.map((hub) => {
        const load = hub.booked / hub.capacity;
        const over = load > 1;
        return (
          <li key={hub.id}>
            <div className="flex justify-between text-sm">
              <span className="font-medium">{hub.name}</span>
              <span className={`tabular-nums ${over ? "font-medium text-bad" : "text-ink-soft"}`}>
                {Math.round(load * 100)}%{over && " · over"}
              </span>
            </div>
            <div className="mt-1.5 h-2 overflow-hidden rounded-full bg-raised" aria-hidden>
              <div
                className={`h-full rounded-full ${over ? "bg-bad" : "bg-accent"}`}
                style={{ width: `${Math.min(100, load * 100)}%` }}
              />
            </div>
          </li>
        );
      })}
    </ul>
  );
}
