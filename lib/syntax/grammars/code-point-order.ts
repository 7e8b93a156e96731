/** Orders texts by code points, as Go sorts keys: never by the machine's locale, nor by UTF-16 surrogates. */
export function byCodePoint(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left !== right) return rank(left) - rank(right);
  }
  return a.length - b.length;
}

// Surrogates stand for the code points beyond U+FFFF, so they come after U+E000–U+FFFF.
function rank(unit: number): number {
  return unit >= 0xe000 ? unit - 0x0800 : unit >= 0xd800 ? unit + 0x2000 : unit;
}
