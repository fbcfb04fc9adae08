import { z } from "zod";
import { pascal } from "./words.ts";

/** A page's name as a menu shows it; a component and an address can be made of it. */
export const PageName = z
  .string()
  .trim()
  .min(1, "needs a name")
  .max(40, "is longer than a menu shows")
  .refine((name) => /^[A-Za-z]/.test(pascal(name)), "begins with a letter from A to Z");
