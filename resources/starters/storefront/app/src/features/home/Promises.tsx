import { Bike, Clock, Leaf } from "lucide-react";

const promises = [
  {
    Icon: Clock,
    title: "Hours, not days",
    text: "Fish landed at five is on the counter at half past seven. What is left goes in the smoker.",
  },
  {
    Icon: Leaf,
    title: "Only what is in season",
    text: "Day boats, handlines and pots. If the sea is rough, we sell bread and wait.",
  },
  {
    Icon: Bike,
    title: "A box with your name",
    text: "Packed in ice and paper, ready from ten. You pay at the counter when you pick it up.",
  },
];

export function Promises() {
  return (
    <ul className="grid gap-8 border-y border-line py-10 sm:grid-cols-3">
      {promises.map(({ Icon, title, text }) => (
        <li key={title}>
          <Icon size={22} strokeWidth={1.5} className="text-sea" aria-hidden />
          <h3 className="mt-3 text-xl">{title}</h3>
          <p className="mt-1.5 text-ink-soft">{text}</p>
        </li>
      ))}
    </ul>
  );
}
