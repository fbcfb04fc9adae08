import { Link } from "react-router";
import { mainLinks } from "@/components/layout/links";
import { openingHours } from "@/data/hours";
import { config } from "@/lib/config";
import { formatHours } from "@/lib/hours";

const shown = [2, 5, 6, 0];

export function Footer() {
  return (
    <footer className="mt-24">
      <div className="wave-edge" />
      <div className="bg-sand">
        <div className="mx-auto grid max-w-6xl gap-10 px-5 py-14 sm:grid-cols-2 sm:px-8 lg:grid-cols-[1.5fr_1fr_1fr]">
          <div className="max-w-sm">
            <p className="font-serif text-2xl">{config.shopName}</p>
            <p className="mt-3 text-ink-soft">
              A fishmonger and a bakery under one roof, at the end of the pier.
            </p>
            <p className="mt-4 grid gap-0.5 text-sm">
              <a href={`mailto:${config.email}`} className="hover:underline">
                {config.email}
              </a>
              <a href={`tel:${config.phone.replace(/\s/g, "")}`} className="hover:underline">
                {config.phone}
              </a>
            </p>
          </div>
          <dl className="grid content-start gap-1.5 text-sm">
            <h2 className="mb-1.5 text-lg">Hours</h2>
            {shown.map((index) => {
              const hours = openingHours[index];
              return hours ? (
                <div key={hours.day} className="flex justify-between gap-4 sm:max-w-72">
                  <dt>{index === 2 ? "Tuesday to Thursday" : hours.day}</dt>
                  <dd className="text-ink-soft tabular-nums">{formatHours(hours)}</dd>
                </div>
              ) : null;
            })}
          </dl>
          <nav
            aria-label="Footer"
            className="grid content-start gap-1.5 text-sm lg:justify-self-end"
          >
            <h2 className="mb-1.5 text-lg">Pages</h2>
            {mainLinks.map((link) => (
              <Link key={link.to} to={link.to} className="text-ink-soft hover:text-ink">
                {link.label}
              </Link>
            ))}
          </nav>
        </div>
      </div>
    </footer>
  );
}
