export type Shape = 'bottle' | 'pump' | 'tube' | 'jar' | 'dropper' | 'bar' | 'box' | 'card';

const OUTLINES: Record<Shape, (body: string, cap: string) => string> = {
  bottle: (body, cap) =>
    `<rect x="150" y="130" width="100" height="210" rx="22" fill="${body}"/><rect x="172" y="85" width="56" height="50" rx="8" fill="${cap}"/>`,
  pump: (body, cap) =>
    `<rect x="145" y="140" width="110" height="200" rx="16" fill="${body}"/><rect x="190" y="95" width="20" height="48" fill="${cap}"/><path d="M150 92h68a14 14 0 0 1 0 22h-40z" fill="${cap}"/>`,
  tube: (body, cap) =>
    `<path d="M150 80h100l-14 220h-72z" fill="${body}"/><rect x="166" y="300" width="68" height="40" rx="8" fill="${cap}"/>`,
  jar: (body, cap) =>
    `<rect x="115" y="190" width="170" height="130" rx="24" fill="${body}"/><rect x="108" y="145" width="184" height="52" rx="12" fill="${cap}"/>`,
  dropper: (body, cap) =>
    `<rect x="155" y="180" width="90" height="160" rx="14" fill="${body}"/><rect x="172" y="135" width="56" height="48" rx="6" fill="${cap}"/><rect x="186" y="78" width="28" height="62" rx="14" fill="${cap}"/>`,
  bar: (body, cap) =>
    `<rect x="95" y="165" width="210" height="110" rx="30" fill="${body}"/><rect x="165" y="165" width="70" height="110" fill="${cap}" opacity=".55"/>`,
  box: (body, cap) =>
    `<rect x="100" y="150" width="200" height="170" rx="10" fill="${body}"/><rect x="185" y="150" width="30" height="170" fill="${cap}"/><rect x="90" y="120" width="220" height="46" rx="10" fill="${cap}"/>`,
  card: (body, cap) =>
    `<rect x="80" y="135" width="240" height="150" rx="16" fill="${body}"/><rect x="80" y="175" width="240" height="30" fill="${cap}"/>`,
};

/** A plain drawing of a product as an SVG data URI; `hue` 0–359. */
export function drawProduct(shape: Shape, hue: number, label: string): string {
  const outline = OUTLINES[shape](`hsl(${hue} 45% 68%)`, `hsl(${hue} 40% 38%)`);
  const initials = label.replaceAll(/[^A-Z]/g, '').slice(0, 3);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400"><rect width="400" height="400" fill="hsl(${hue} 40% 94%)"/><ellipse cx="200" cy="345" rx="120" ry="12" fill="hsl(${hue} 25% 82%)"/>${outline}<text x="200" y="262" font-family="Georgia,serif" font-size="30" text-anchor="middle" fill="#fff">${initials}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
