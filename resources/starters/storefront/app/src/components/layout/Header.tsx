import { Link, NavLink } from "react-router";
import { mainLinks } from "@/components/layout/links";
import { MobileMenu } from "@/components/layout/MobileMenu";
import { ThemeToggle } from "@/components/layout/ThemeToggle";
import { CartButton } from "@/features/cart/CartButton";
import { config } from "@/lib/config";

export function Header() {
  return (
    <header className="sticky top-0 z-20 border-b border-line bg-paper/92 backdrop-blur">
      <div className="mx-auto flex h-16 max-w-6xl items-center gap-2 px-5 sm:px-8">
        <MobileMenu />
        <Link
          to="/"
          className="mr-auto font-serif text-xl font-semibold tracking-tight whitespace-nowrap"
        >
          {config.shopName}
        </Link>
        <nav aria-label="Main" className="mr-3 hidden gap-7 md:flex">
          {mainLinks.map((link) => (
            <NavLink
              key={link.to}
              to={link.to}
              className="border-b border-transparent py-1 text-[0.9375rem] text-ink-soft hover:text-ink aria-[current=page]:border-sea aria-[current=page]:text-ink"
            >
              {link.label}
            </NavLink>
          ))}
        </nav>
        <ThemeToggle />
        <CartButton />
      </div>
    </header>
  );
}
