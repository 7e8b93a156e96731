/** A limit on the time in which nothing comes, however long all of it takes. */
export interface SilenceLimit {
  /** The signal for a request, whose time begins now. */
  readonly begin: () => AbortSignal;
  /** Hands on what comes. */
  readonly watch: (body: AsyncIterable<Uint8Array> | null) => AsyncIterable<Uint8Array>;
}

/** Ends a request after this many milliseconds of silence. */
export function silenceLimit(milliseconds: number): SilenceLimit {
  let controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const wait = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => controller.abort(), milliseconds).unref();
  };
  return {
    begin: () => {
      controller = new AbortController();
      wait();
      return controller.signal;
    },
    watch: async function* (body) {
      try {
        for await (const chunk of body ?? []) {
          wait();
          yield chunk;
        }
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
