/**
 * True for what Compose would fetch from elsewhere: a Git repository or an OCI artifact. Docker's pages "Compose file
 * reference: include" and "Package and deploy Docker Compose applications as OCI artifacts".
 */
export function isRemoteResource(path: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]+:\/\/|github\.com\/|[\w.-]+@[\w.-]+:)/i.test(path);
}
