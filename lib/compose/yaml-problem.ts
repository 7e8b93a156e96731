/** A YAML parser's complaint in words that say what to look for, by the parser's code. */
export function yamlProblem(
  code: string,
  message: string,
  text: string,
): { readonly problem: string; readonly fix?: string } {
  const align = 'align it with the keys that it belongs with';
  switch (code) {
    case 'TAB_AS_INDENT':
      return { problem: 'a tab is used as indentation', fix: 'indent with spaces' };
    case 'BLOCK_AS_IMPLICIT_KEY':
      return {
        problem: 'a key stands where the value above already ended',
        fix: `${align}, or quote a text with ': ' in it`,
      };
    case 'MULTILINE_IMPLICIT_KEY':
      return {
        problem: 'this line has no colon after its key',
        fix: 'write key: value, or indent the lines that belong to a text',
      };
    case 'BAD_INDENT':
      return message.startsWith('Flow')
        ? {
            problem: `a ${message.includes('map') ? 'mapping in { }' : 'list in [ ]'} is not closed`,
            fix: 'close it, and indent its lines',
          }
        : { problem: 'this line is indented neither like the keys above nor deeper', fix: align };
    case 'MISSING_CHAR':
      return message.includes('quote')
        ? { problem: 'a quoted text is not closed', fix: 'add the closing quote' }
        : { problem: lowered(message) };
    case 'BAD_ALIAS':
      return { problem: "a '*' or '&' has no anchor's name after it", fix: 'quote the text' };
    case 'BAD_SCALAR_START':
      return { problem: `a text cannot start with ${text.trim().charAt(0)}`, fix: 'quote it' };
    default:
      return { problem: lowered(message) };
  }
}

function lowered(message: string): string {
  return message.replace(/^[A-Z]/, (first) => first.toLowerCase());
}
