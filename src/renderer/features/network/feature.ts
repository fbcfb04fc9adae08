import { Network } from "lucide-react";
import { text } from "../../messages/text.ts";
import type { Feature } from "../../ui/feature.ts";
import { NetworkOverlay } from "./NetworkOverlay.tsx";
import { clearNetwork, useNetwork } from "./networkStore.ts";
import { NetworkBadge, NetworkView } from "./NetworkView.tsx";

/** What the previewed page sends and receives. */
export const networkFeature: Feature = {
  id: "network",
  title: text.network.title,
  icon: Network,
  overlay: NetworkOverlay,
  bottom: [
    { id: "network", title: text.network.title, component: NetworkView, badge: NetworkBadge },
  ],
  commands: [
    {
      id: "network.clear",
      title: text.network.clear,
      category: text.network.category,
      when: () => useNetwork.getState().log.rows.length > 0,
      run: clearNetwork,
    },
  ],
};
