import { request } from 'node:https';

const attempts = 5;

/** Puts an answer to CloudFormation where it waits for it; tries again, for a lost answer is an hour of waiting. */
export async function putAnswer(url: string, text: string): Promise<void> {
  for (let attempt = 1; ; attempt++)
    try {
      return await put(url, text);
    } catch (error) {
      if (attempt === attempts) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** attempt));
    }
}

function put(url: string, text: string): Promise<void> {
  const { hostname, pathname, search } = new URL(url);
  const body = Buffer.from(text);
  return new Promise((resolve, reject) => {
    // The address is signed for a request without a content type.
    const headers = { 'content-type': '', 'content-length': body.length };
    const sent = request(
      { hostname, path: `${pathname}${search}`, method: 'PUT', headers },
      ({ statusCode = 0 }) => {
        if (statusCode < 400) resolve();
        else reject(new Error(`CloudFormation's answer was refused with status ${statusCode}`));
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}
