/**
 * Diagnostics as people read them: a header with the place, the line with the range underlined, what to do about it.
 * Positions are data and prose is presentation, so this is the only place that lays a finding out as text.
 */
import { alike, grouped, placeOfService } from './alike.js';
import { inReadingOrder, type Diagnostic, type Severity, type Sources, type Span } from './diagnostic.js';
import { maskSecrets } from './mask-secrets.js';
import { placeFinder, printPlace, type Place } from './places.js';

const colours: Record<Severity | 'quiet' | 'strong', string> = {
  error: '\u001b[31m',
  warning: '\u001b[33m',
  info: '\u001b[36m',
  quiet: '\u001b[2m',
  strong: '\u001b[1m',
};

/** Long lines are cropped around the range to about this many characters. */
const frameWidth = 100;

/** The report in reading order, one block per finding, ending in a line break; `''` when there is nothing to say. */
export function renderReport(
  diagnostics: readonly Diagnostic[],
  sources: Sources,
  { colour = false }: { readonly colour?: boolean } = {},
): string {
  const find = placeFinder(sources);
  const paint: Paint = (name, text) => (colour ? `${colours[name]}${text}\u001b[0m` : text);
  const blocks = grouped(inReadingOrder(diagnostics)).map((group) => {
    const [{ at, severity, related = [], fix }] = group;
    // Findings at many places are too many to show each line.
    const isOnePlace = group.every(
      (other) => other.at?.source === at?.source && other.at?.start === at?.start,
    );
    const place = at === undefined || !isOnePlace ? undefined : find(at);
    const where = (span: Span | undefined) =>
      span === undefined ? '' : `${paint('strong', visible(printPlace(find, span)))} `;
    return [
      ...alike(group).flatMap(([one, ...others]) => [
        `${where(one.at)}${paint(severity, `${severity}[${one.code}]`)} ${visible(one.message)}`,
        ...(others.length === 0
          ? []
          : [`  the same: ${visible(others.map((other) => placeOfService(other, find)).join(', '))}`]),
      ]),
      ...(place === undefined || place.text.trim() === '' ? [] : codeFrame(place, severity, paint)),
      ...related.map((other) => `  note: ${visible(`${other.message} (${printPlace(find, other.at)})`)}`),
      ...(fix === undefined ? [] : [`  ${paint('strong', 'fix:')} ${visible(fix)}`]),
    ].join('\n');
  });
  return blocks.map((block) => `${block}\n`).join('\n');
}

/** `2 errors, 1 warning`; `''` when there is nothing to count. */
export function countFindings(diagnostics: readonly Diagnostic[]): string {
  const findings = inReadingOrder(diagnostics);
  return (['error', 'warning', 'info'] as const)
    .map(
      (severity) => [severity, findings.filter((finding) => finding.severity === severity).length] as const,
    )
    .filter(([, count]) => count > 0)
    .map(
      ([severity, count]) => `${count} ${severity === 'info' ? 'note' : severity}${count === 1 ? '' : 's'}`,
    )
    .join(', ');
}

type Paint = (name: keyof typeof colours, text: string) => string;

function codeFrame(place: Place, severity: Severity, paint: Paint): readonly string[] {
  const text = maskSecrets(place.text);
  // A masked range is underlined where the mask stands.
  const start = Math.min(place.column - 1, Math.max(0, text.length - (text === place.text ? 0 : 1)));
  const range = place.endLine === place.line ? place.endColumn - place.column : Infinity;
  const room = Math.max(1, Math.min(range, text.trimEnd().length - start));
  // Keep the range in sight, with a third of the width before it.
  const from = text.length <= frameWidth ? 0 : Math.max(0, start - Math.floor(frameWidth / 3));
  const shown = text.slice(from, from + frameWidth);
  const head = from > 0 ? '…' : '';
  const tail = from + frameWidth < text.length ? '…' : '';
  const gutter = String(place.line);
  const underlined = `^${'~'.repeat(Math.max(0, widthOf(shown.slice(start - from, start - from + room)) - 1))}`;
  const before = `${head}${shown.slice(0, start - from)}`;
  return [
    `  ${paint('quiet', `${gutter} |`)} ${visible(`${head}${shown}${tail}`)}`,
    `  ${paint('quiet', `${' '.repeat(gutter.length)} |`)} ${blank(before)}${paint(severity, underlined)}`,
  ];
}

// Terminals show these two columns wide.
const wide =
  /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\p{Emoji_Presentation}|[\uFF01-\uFF60]/u;

/** As much blank space as the text takes; a tab stays a tab, a wide character becomes the wide space. */
function blank(text: string): string {
  return Array.from(text, (character) =>
    character === '\t' ? '\t' : wide.test(character) ? '\u3000' : ' ',
  ).join('');
}

function widthOf(text: string): number {
  return Array.from(text).reduce((width, character) => width + (wide.test(character) ? 2 : 1), 0);
}

// A Compose file must not be able to steer the terminal that prints a report about it.
function visible(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, (character) =>
    character === '\u007f' ? '\u2421' : String.fromCharCode(0x2400 + character.charCodeAt(0)),
  );
}
