import { useState } from "react";
import { Sidebar } from "@/components/Sidebar";
import { Topbar } from "@/components/Topbar";
import { useHashView } from "@/hooks/useHashView";
import { HubsView } from "@/views/HubsView";
import { OverviewView } from "@/views/OverviewView";
import { ShipmentsView } from "@/views/ShipmentsView";

const views = {
  overview: { title: "Overview", Component: OverviewView },
  shipments: { title: "Shipments", Component: ShipmentsView },
  hubs: { title: "Hubs", Component: HubsView },
};

export function App() {
  const [menuOpen, setMenuOpen] = useState(false);
  const view = useHashView();
  const { title, Component } = views[view];

  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[15rem_minmax(0,1fr)]">
      <Sidebar current={view} open={menuOpen} onClose={() => setMenuOpen(false)} />
      <div className="min-w-0">
        <Topbar title={title} onMenu={() => setMenuOpen(true)} />
        <main className="mx-auto max-w-7xl p-4 sm:p-6">
          <Component />
        </main>
      </div>
    </div>
  );
}
