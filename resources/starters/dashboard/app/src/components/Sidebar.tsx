import { LayoutDashboard, Package, Warehouse, Waves, X } from "lucide-react";
import type { ViewId } from "@/types";

const links: { id: ViewId; label: string; Icon: typeof Package }[] = [
  { id: "overview", label: "Overview", Icon: LayoutDashboard },
  { id: "shipments", label: "Shipments", Icon: Package },
  { id: "hubs", label: "Hubs", Icon: Warehouse },
];

interface Props {
  current: ViewId;
  open: boolean;
  onClose: () => void;
}

/** Fixed column on wide screens, a drawer over the page on narrow ones. */
export function Sidebar({ current, open, onClose }: Props) {
  return (
    <>
      {open && (
        <button
          type="button"
          aria-label="Close the menu"
          onClick={onClose}
          className="fixed inset-0 z-20 bg-black/40 lg:hidden"
        />
      )}
      <aside
        className={`fixed inset-y-0 left-0 z-30 w-60 flex-col border-r border-line bg-panel p-4 lg:sticky lg:top-0 lg:flex lg:h-dvh ${open ? "flex" : "hidden"}`}
      >
        <div className="flex items-center gap-2.5 px-2 py-1">
          <span className="grid size-8 place-items-center rounded-lg bg-accent text-on-accent">
            <Waves size={18} aria-hidden />
          </span>
          <span className="font-semibold">Tidewater</span>
          <button
            type="button"
            aria-label="Close the menu"
            onClick={onClose}
            className="ml-auto grid size-9 place-items-center rounded-lg lg:hidden"
          >
            <X size={18} />
          </button>
        </div>
        <nav aria-label="Main" className="mt-6 grid gap-1">
          {links.map(({ id, label, Icon }) => (
            <a
              key={id}
              href={`#/${id}`}
              onClick={onClose}
              aria-current={id === current ? "page" : undefined}
              className="flex items-center gap-3 rounded-lg px-3 py-2 text-sm text-ink-soft hover:bg-raised hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-accent"
            >
              <Icon size={17} aria-hidden />
              {label}
            </a>
          ))}
        </nav>
        <p className="mt-auto rounded-lg bg-raised px-3 py-2.5 text-xs/relaxed text-ink-soft">
          You are looking at sample data. It lives in <code className="text-ink">src/data</code>.
        </p>
      </aside>
    </>
  );
}
