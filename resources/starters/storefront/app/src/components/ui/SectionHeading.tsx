import { ArrowRight } from "lucide-react";
import { Link } from "react-router";

interface Props {
  title: string;
  text?: string;
  link?: { to: string; label: string };
}

export function SectionHeading({ title, text, link }: Props) {
  return (
    <div className="mb-7 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div>
        <h2 className="text-3xl sm:text-4xl">{title}</h2>
        {text && <p className="mt-2 text-ink-soft">{text}</p>}
      </div>
      {link && (
        <Link to={link.to} className="group inline-flex items-center gap-1.5 text-sea">
          {link.label}
          <ArrowRight size={16} className="transition group-hover:translate-x-0.5" aria-hidden />
        </Link>
      )}
    </div>
  );
}
