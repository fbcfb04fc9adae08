import type { Supplier } from "../types";

export const suppliers: Supplier[] = [
  {
    name: "Tom Hegarty",
    role: "Handline fisher",
    place: "The Aisling, berth 6",
    quote: "Four lines and two hands. I know every fish I sell.",
  },
  {
    name: "Nuala Reid",
    role: "Mussel grower",
    place: "Inner bay",
    quote: "The ropes do the work. I only have to be patient.",
  },
  {
    name: "Ines Duarte",
    role: "Head baker",
    place: "Harbour bakery",
    quote: "The starter tells you when. You learn to listen.",
  },
];
