import type { ReactNode } from "react";

const tones = {
  sea: "bg-sea text-on-sea",
  crust: "bg-crust-soft text-crust",
  plain: "bg-card text-ink-soft",
};

interface Props {
  tone?: keyof typeof tones;
  children: ReactNode;
}

export function Badge({ tone = "plain", children }: Props) {
  return (
    <span className={`rounded-full px-2.5 py-0.5 text-xs font-medium shadow-xs ${tones[tone]}`}>
      {children}
    </span>
  );
}
