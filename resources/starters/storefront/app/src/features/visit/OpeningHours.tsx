import { openingHours } from "@/data/hours";
import { OpenNow } from "@/features/visit/OpenNow";
import { useNow } from "@/hooks/useNow";
import { formatHours } from "@/lib/hours";

const mondayFirst = [1, 2, 3, 4, 5, 6, 0];

export function OpeningHours() {
  const today = useNow().getDay();

  return (
    <section className="rounded-2xl border border-line bg-card p-6 sm:p-8">
      <div className="flex flex-wrap items-baseline justify-between gap-2">
        <h2 className="text-2xl">Opening hours</h2>
        <OpenNow />
      </div>
      <table className="mt-4 w-full text-left">
        <thead className="sr-only">
          <tr>
            <th>Day</th>
            <th>Hours</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {mondayFirst.map((index) => {
            const hours = openingHours[index];
            if (!hours) return null;
            return (
              <tr
                key={hours.day}
                aria-current={index === today ? "date" : undefined}
                className="group aria-[current=date]:text-sea"
              >
                <th
                  scope="row"
                  className="py-3 align-top font-normal group-aria-[current=date]:font-medium"
                >
                  {hours.day}
                  {hours.note && (
                    <span className="block text-sm font-normal text-ink-soft">{hours.note}</span>
                  )}
                </th>
                <td className="py-3 text-right align-top whitespace-nowrap tabular-nums">
                  {formatHours(hours)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
