/** A text as EC2 takes it for the description of a security group or of its rule: few characters, at most 255. */
export function groupDescription(text: string): string {
  return text.replaceAll(/[^a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]/g, '-').slice(0, 255);
}
