import { useEffect, useState } from "react";

const SHOWN_MS = 2000;

/** Copies text; `copied` is true for a moment after it worked. */
export function useCopy(): { copied: boolean; copy: (value: string) => Promise<void> } {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async (value: string): Promise<void> => {
    await navigator.clipboard.writeText(value);
    setCopied(true);
  };
  return { copied, copy };
}
