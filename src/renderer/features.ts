import type { Feature } from "./ui/feature.ts";

/** Every part of Studio, in the order of the rail. The first with a main view is the home view. */
export const features: readonly Feature[] = [];
