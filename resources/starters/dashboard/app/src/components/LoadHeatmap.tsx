import { firstHour, loadByWeekday } from "@/data/load";

const peak = Math.max(...loadByWeekday.flatMap((row) => row.hours));
const hours = loadByWeekday[0]?.hours.map((_, index) => firstHour + index) ?? [];

/** Darker cells are busier hours. Every cell carries its number for pointer and screen reader. */
export function LoadHeatmap() {
  return (
    <table className="w-full table-fixed border-separate border-spacing-0.5 text-xs tabular-nums">
      <thead>
        <tr className="text-ink-soft">
          <th className="w-9" aria-label="Day" />
          {hours.map((hour) => (
            <th key={hour} scope="col" className="pb-1 font-normal">
              {hour % 2 === 0 ? hour : <span className="sr-only">{hour}</span>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {loadByWeekday.map((row) => (
          <tr key={row.day}>
            <th scope="row" className="pr-2 text-left font-normal text-ink-soft">
              {row.day}
            </th>
            {row.hours.map((parcels, index) => (
              <td
                key={hours[index]}
                title={`${row.day} ${hours[index]}:00, ${parcels} parcels`}
                className="h-6 rounded-sm"
                style={{
                  background: `color-mix(in oklab, var(--accent) ${Math.round((parcels / peak) * 92)}%, var(--raised))`,
                }}
              >
                <span className="sr-only">{parcels}</span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
