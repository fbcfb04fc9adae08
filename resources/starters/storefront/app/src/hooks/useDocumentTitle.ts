import { useEffect } from "react";
import { config } from "@/lib/config";

export function useDocumentTitle(title?: string) {
  useEffect(() => {
    document.title = title ? `${title} · ${config.shopName}` : config.shopName;
  }, [title]);
}
