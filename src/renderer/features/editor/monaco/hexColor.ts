/**
 * `#rrggbb` or `#rrggbbaa` of a computed colour (`rgb(1, 2, 3)`, `rgba(1, 2, 3, 0.5)`), the only
 * forms Monaco reads. A style sheet's own text will not do: minifying it makes `#fff` of white.
 */
export function hexColor(computed: string): string {
  const [red = 0, green = 0, blue = 0, alpha = 1] = (computed.match(/[\d.]+/g) ?? []).map(Number);
  const channels = [red, green, blue, ...(alpha < 1 ? [alpha * 255] : [])];
  return `#${channels.map((channel) => Math.round(channel).toString(16).padStart(2, "0")).join("")}`;
}
