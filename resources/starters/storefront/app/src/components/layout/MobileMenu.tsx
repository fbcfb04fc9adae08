import { Menu, X } from "lucide-react";
import { useState } from "react";
import { NavLink } from "react-router";
import { mainLinks } from "@/components/layout/links";

export function MobileMenu() {
  const [open, setOpen] = useState(false);
  const Icon = open ? X : Menu;

  return (
    <div className="md:hidden" onKeyDown={(event) => event.key === "Escape" && setOpen(false)}>
      <button
        type="button"
        aria-expanded={open}
        aria-controls="mobile-menu"
        aria-label={open ? "Close the menu" : "Open the menu"}
        onClick={() => setOpen(!open)}
        className="-ml-2 grid size-10 place-items-center rounded-lg hover:bg-sand"
      >
        <Icon size={20} strokeWidth={1.7} />
      </button>
      <nav
        id="mobile-menu"
        aria-label="Main"
        hidden={!open}
        className="absolute inset-x-0 top-16 border-b border-line bg-paper px-5 pb-5 shadow-lg"
      >
        {mainLinks.map((link) => (
          <NavLink
            key={link.to}
            to={link.to}
            onClick={() => setOpen(false)}
            className="block border-b border-line py-3.5 font-serif text-xl last:border-0 aria-[current=page]:text-sea"
          >
            {link.label}
          </NavLink>
        ))}
      </nav>
    </div>
  );
}
