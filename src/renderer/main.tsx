import "./ui/base.css";
import { createRoot } from "react-dom/client";
import { must } from "../common/base/assert.ts";
import { followStudio } from "./client/follow.ts";
import { connectStudio, windowLink } from "./client/studio.ts";
import { followTheme } from "./client/theme.ts";
import { features } from "./features.ts";
import { Studio } from "./shell/Studio.tsx";

connectStudio(windowLink());
followTheme();
followStudio();
createRoot(must(document.getElementById("root"), "the page's root")).render(
  <Studio features={features} />,
);
