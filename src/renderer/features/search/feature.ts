import { Search } from "lucide-react";
import { useCurrentApp } from "../../client/currentApp.ts";
import { text } from "../../messages/text.ts";
import type { Feature } from "../../ui/feature.ts";
import { beginSearch, stepMatch } from "./searchActs.ts";
import { changeForm } from "./searchRun.ts";
import { SearchOverlay } from "./SearchOverlay.tsx";
import { useSearch } from "./searchState.ts";
import { SearchView } from "./SearchView.tsx";

const words = text.search;
const hasApp = (): boolean => useCurrentApp.getState().appId !== null;
const hasResults = (): boolean => hasApp() && useSearch.getState().files.size > 0;

/** Find and replace in all files of the app. */
export const searchFeature: Feature = {
  id: "search",
  title: words.title,
  icon: Search,
  rail: "top",
  side: SearchView,
  overlay: SearchOverlay,
  commands: [
    {
      id: "search.find",
      title: words.commands.find,
      category: words.category,
      key: "mod+shift+f",
      when: hasApp,
      run: () => beginSearch(false),
    },
    {
      id: "search.replace",
      title: words.commands.replace,
      category: words.category,
      key: "mod+shift+h",
      when: hasApp,
      run: () => beginSearch(true),
    },
    {
      id: "search.next",
      title: words.commands.next,
      category: words.category,
      key: "f4",
      when: hasResults,
      run: () => stepMatch(1),
    },
    {
      id: "search.previous",
      title: words.commands.previous,
      category: words.category,
      key: "shift+f4",
      when: hasResults,
      run: () => stepMatch(-1),
    },
    {
      id: "search.clear",
      title: words.commands.clear,
      category: words.category,
      when: hasApp,
      run: () => changeForm({ pattern: "" }),
    },
  ],
};
