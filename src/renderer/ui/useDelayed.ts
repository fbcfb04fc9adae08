import { useEffect, useState } from "react";

/** True once `ms` have passed since mounting: what is quick shows no loading state at all. */
export function useDelayed(ms = 200): boolean {
  const [passed, setPassed] = useState(ms === 0);
  useEffect(() => {
    const timer = setTimeout(() => setPassed(true), ms);
    return () => clearTimeout(timer);
  }, [ms]);
  return passed;
}
