import { diagnose, type ComposePath, type Diagnostic } from '../diagnostics/diagnostic.js';

/** What kept a file from being read that has to go into an image. */
export function unreadableLayer(
  error: unknown,
  mount: { readonly service: string; readonly source: string; readonly target: string },
  path: ComposePath,
): Diagnostic {
  const { code, path: file = mount.source, message } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ENOTDIR'
    ? diagnose('bind-source-missing', { ...mount, file }, { path })
    : diagnose('bind-source-unreadable', { ...mount, file, reason: code ?? message }, { path });
}
