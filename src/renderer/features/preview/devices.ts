/** A screen that pages are looked at on, upright. */
export interface Device {
  readonly id: string;
  /** A product's own name, or what it is. */
  readonly name: string;
  readonly kind: "phone" | "tablet" | "computer";
  /** CSS pixels of the page's viewport. */
  readonly width: number;
  readonly height: number;
}

/** Phones and tablets are listed upright, computers as they stand. */
export const DEVICES: readonly Device[] = [
  { id: "phone-small", name: "iPhone SE", kind: "phone", width: 375, height: 667 },
  { id: "galaxy", name: "Galaxy S25", kind: "phone", width: 360, height: 780 },
  { id: "phone", name: "iPhone 16", kind: "phone", width: 393, height: 852 },
  { id: "pixel", name: "Pixel 9", kind: "phone", width: 412, height: 923 },
  { id: "phone-large", name: "iPhone 16 Pro Max", kind: "phone", width: 440, height: 956 },
  { id: "tablet-small", name: "iPad mini", kind: "tablet", width: 744, height: 1133 },
  { id: "galaxy-tab", name: "Galaxy Tab S10", kind: "tablet", width: 800, height: 1280 },
  { id: "tablet", name: "iPad Air", kind: "tablet", width: 820, height: 1180 },
  { id: "surface", name: "Surface Pro", kind: "tablet", width: 912, height: 1368 },
  { id: "tablet-large", name: "iPad Pro 13″", kind: "tablet", width: 1032, height: 1376 },
  { id: "laptop-small", name: "Small laptop", kind: "computer", width: 1280, height: 720 },
  { id: "laptop", name: "Laptop", kind: "computer", width: 1440, height: 900 },
  { id: "desktop", name: "Full HD", kind: "computer", width: 1920, height: 1080 },
  { id: "desktop-wide", name: "QHD", kind: "computer", width: 2560, height: 1440 },
];

export function deviceOf(id: string | null): Device | null {
  return DEVICES.find((device) => device.id === id) ?? null;
}
