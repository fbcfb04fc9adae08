import type { ReactElement } from "react";
import { text } from "../../messages/text.ts";

const words = text.settings.account.permissions;

/** Exactly what a token needs, in the words of Cloudflare's dashboard. */
export function TokenPermissions(): ReactElement {
  return (
    <div className="flex flex-col gap-2">
      <h3 className="text-sm font-semibold text-fg">{words.title}</h3>
      <table className="w-full overflow-hidden rounded-lg border border-line bg-raised text-left text-sm">
        <tbody>
          {words.rows.map(({ permission, what }) => (
            <tr key={permission} className="border-b border-line align-top last:border-0">
              <th scope="row" className="px-3.5 py-2 font-normal whitespace-nowrap text-fg">
                {permission}
              </th>
              <td className="px-3.5 py-2 text-xs leading-5 text-fg-2">{what}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="text-xs text-fg-3">{words.note}</p>
    </div>
  );
}
