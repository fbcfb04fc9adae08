import type { ButtonHTMLAttributes } from "react";
import { Link, type LinkProps } from "react-router";
import { cn } from "@/lib/cn";

const base =
  "inline-flex h-12 items-center justify-center gap-2 rounded-full px-6 font-medium transition active:translate-y-px disabled:opacity-50";
const looks = {
  primary: "bg-sea text-on-sea hover:opacity-90",
  quiet: "border border-line bg-card hover:border-ink-soft",
};

interface Look {
  look?: keyof typeof looks;
}

export function Button({
  look = "primary",
  className,
  type = "button",
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & Look) {
  return <button type={type} className={cn(base, looks[look], className)} {...rest} />;
}

export function ButtonLink({ look = "primary", className, ...rest }: LinkProps & Look) {
  return <Link className={cn(base, looks[look], className)} {...rest} />;
}
