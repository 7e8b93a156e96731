const UNITS: Readonly<Record<string, number>> = { '': 1, b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

/** `25m` in bytes, as Docker's options write sizes; undefined: no size. */
export function bytesOf(size: string): number | undefined {
  const [, number, unit = ''] = /^(\d+)([bkmg]?)b?$/i.exec(size) ?? [];
  const factor = UNITS[unit.toLowerCase()];
  return number === undefined || factor === undefined ? undefined : Number(number) * factor;
}

/** The same in MiB, at least one. */
export function mebibytesOf(size: string): number | undefined {
  const bytes = bytesOf(size);
  return bytes === undefined ? undefined : Math.max(1, Math.ceil(bytes / 1024 ** 2));
}
