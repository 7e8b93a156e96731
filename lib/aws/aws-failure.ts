import { diagnose, type Diagnostic } from '../diagnostics/diagnostic.js';

/** Turns what an AWS client throws into a finding that names the action (`ecr:CreateRepository`) and the way out. */
export function awsFailure(action: string, error: unknown): Diagnostic {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  if (message.startsWith('Region is missing')) return diagnose('aws-region-missing', {});
  if (isCredentialFailure(name, message)) return diagnose('aws-credentials-missing', { reason: message });
  if (/AccessDenied|UnauthorizedOperation|NotAuthorized/.test(name))
    return diagnose('aws-access-denied', { action, reason: message });
  return diagnose('aws-failed', { action, reason: `${name}: ${message}` });
}

function isCredentialFailure(name: string, message: string): boolean {
  const names =
    /^(?:CredentialsProviderError|TokenProviderError|ExpiredToken|ExpiredTokenException|UnrecognizedClientException|InvalidSignatureException|InvalidClientTokenId|RequestExpired)$/;
  return (
    names.test(name) || /could not load credentials|security token .* (?:invalid|expired)/i.test(message)
  );
}
