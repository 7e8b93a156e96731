import { short, type Verdict } from '../lib/images/collect-images.js';

/** The table of `images gc`: each image, when it was pushed, how large it is, and what becomes of it and why. */
export function verdictsText(
  verdicts: readonly Verdict[],
  {
    repository,
    deleted,
    isDryRun,
  }: { readonly repository: string; readonly deleted: ReadonlySet<string>; readonly isDryRun: boolean },
): string {
  if (verdicts.length === 0) return `${repository} holds no images\n`;
  const rows = verdicts.map(({ image: { digest, tags, pushed, bytes }, keptFor }) => [
    short(digest),
    tags.join(' ') || '-',
    pushed.toISOString().slice(0, 10),
    megabytes(bytes),
    keptFor === undefined ? (deleted.has(digest) ? 'deleted' : 'not needed') : `kept: ${keptFor}`,
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  const garbage = verdicts.filter(({ keptFor }) => keptFor === undefined);
  const size = megabytes(garbage.reduce((sum, { image }) => sum + image.bytes, 0));
  const count = `${garbage.length} of ${verdicts.length} images`;
  const end = isDryRun
    ? `${count}, ${size}, are not needed; --delete deletes them`
    : `deleted ${deleted.size} of ${verdicts.length} images`;
  return [repository, ...lines.map((line) => `  ${line.trimEnd()}`), end, ''].join('\n');
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
